-- A compiler for sums into a stack machine is correct: run on the compiled expression, the machine pushes its value.
inductive Expr where
  | num (n : Nat) : Expr
  | plus (a b : Expr) : Expr

inductive Instr where
  | push (n : Nat) : Instr
  | add : Instr

def value : Expr → Nat
  | Expr.num n => n
  | Expr.plus a b => value a + value b

def step : Instr → List Nat → List Nat
  | Instr.push n, s => n :: s
  | Instr.add, b :: a :: s => (a + b) :: s
  | Instr.add, s => s

def exec : List Instr → List Nat → List Nat
  | [], s => s
  | i :: is, s => exec is (step i s)

def compile : Expr → List Instr
  | Expr.num n => [Instr.push n]
  | Expr.plus a b => compile a ++ compile b ++ [Instr.add]

theorem compile_correct (e : Expr) : exec (compile e) [] = [value e] := by
  sorry
