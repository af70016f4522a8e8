/-! The program that an expression is compiled to leaves the expression's value on the stack.
Source: McCarthy and Painter, Correctness of a Compiler for Arithmetic Expressions (1967). -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

inductive Instruction where
  | push (n : Nat)
  | add

def Expression.value : Expression → Nat
  | .number n => n
  | .plus a b => a.value + b.value

def Expression.compile : Expression → List Instruction
  | .number n => [.push n]
  | .plus a b => a.compile ++ (b.compile ++ [.add])

def run : List Instruction → List Nat → List Nat
  | [], stack => stack
  | .push n :: rest, stack => run rest (n :: stack)
  | .add :: rest, b :: a :: stack => run rest ((a + b) :: stack)
  | .add :: rest, stack => run rest stack

theorem compile_correct (e : Expression) : run e.compile [] = [e.value] := by
  sorry
