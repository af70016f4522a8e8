/-! Code compiled in front of other code leaves the value on the stack.
Source: Hutton, Programming in Haskell, compiler. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)
  | times (a b : Expression)

inductive Instruction where
  | push (n : Nat)
  | add
  | multiply

def Expression.value : Expression → Nat
  | .number n => n
  | .plus a b => a.value + b.value
  | .times a b => a.value * b.value

def Expression.compileOnto : Expression → List Instruction → List Instruction
  | .number n, rest => .push n :: rest
  | .plus a b, rest => a.compileOnto (b.compileOnto (.add :: rest))
  | .times a b, rest => a.compileOnto (b.compileOnto (.multiply :: rest))

def run : List Instruction → List Nat → List Nat
  | [], stack => stack
  | .push n :: rest, stack => run rest (n :: stack)
  | .add :: rest, b :: a :: stack => run rest ((a + b) :: stack)
  | .multiply :: rest, b :: a :: stack => run rest ((a * b) :: stack)
  | _ :: rest, stack => run rest stack

theorem run_compileOnto (e : Expression) : run (e.compileOnto []) [] = [e.value] := by
  sorry
