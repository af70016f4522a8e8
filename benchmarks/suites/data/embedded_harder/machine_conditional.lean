/-! Code with jumps over both branches of a conditional comes to its value. Source: folklore; compilers. -/

inductive Expression where
  | number (n : Nat)
  | choose (condition yes no : Expression)

inductive Code where
  | stop
  | push (n : Nat) (next : Code)
  | branch (yes no : Code)

def Expression.value : Expression → Nat
  | .number n => n
  | .choose c a b => if c.value = 0 then b.value else a.value

def Expression.compile : Expression → Code → Code
  | .number n, next => .push n next
  | .choose c a b, next => c.compile (.branch (a.compile next) (b.compile next))

def run : Code → List Nat → List Nat
  | .stop, stack => stack
  | .push n next, stack => run next (n :: stack)
  | .branch yes no, stack =>
    match stack with
    | [] => []
    | n :: rest => if n = 0 then run no rest else run yes rest

theorem run_compile (e : Expression) (stack : List Nat) : run (e.compile .stop) stack = e.value :: stack := by
  sorry
