/-! Code compiled from an expression with variables has its value in every environment. Source: folklore; compilers. -/

inductive Expression where
  | name (x : Nat)
  | number (n : Nat)
  | plus (a b : Expression)

inductive Instruction where
  | push (n : Nat)
  | fetch (name : Nat)
  | add

def Expression.value (env : Nat → Nat) : Expression → Nat
  | .name x => env x
  | .number n => n
  | .plus a b => a.value env + b.value env

def Expression.compile : Expression → List Instruction
  | .name x => [.fetch x]
  | .number n => [.push n]
  | .plus a b => a.compile ++ b.compile ++ [.add]

def run (env : Nat → Nat) : List Instruction → List Nat → Option (List Nat)
  | [], stack => some stack
  | .push n :: rest, stack => run env rest (n :: stack)
  | .fetch x :: rest, stack => run env rest (env x :: stack)
  | .add :: rest, b :: a :: stack => run env rest ((a + b) :: stack)
  | .add :: _, _ => none

theorem run_compile (env : Nat → Nat) (e : Expression) : run env e.compile [] = some [e.value env] := by
  sorry
