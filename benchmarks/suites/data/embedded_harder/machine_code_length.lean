/-! The code of an expression is as long as the expression has nodes. Source: folklore; compilers. -/

inductive Expression where
  | number (n : Nat)
  | negate (a : Expression)
  | plus (a b : Expression)

inductive Instruction where
  | push (n : Nat)
  | flip
  | add

def Expression.compile : Expression → List Instruction → List Instruction
  | .number n, done => .push n :: done
  | .negate a, done => a.compile (.flip :: done)
  | .plus a b, done => a.compile (b.compile (.add :: done))

def Expression.size : Expression → Nat
  | .number _ => 1
  | .negate a => a.size + 1
  | .plus a b => a.size + b.size + 1

theorem length_compile (e : Expression) : (e.compile []).length = e.size := by
  sorry
