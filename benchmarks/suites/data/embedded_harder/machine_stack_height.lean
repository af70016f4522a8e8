/-! The stack that an expression needs is not empty, and by one at most higher than the expression is deep.
Source: folklore; compilers. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

def Expression.depth : Expression → Nat
  | .number _ => 0
  | .plus a b => max a.depth b.depth + 1

def Expression.stack : Expression → Nat
  | .number _ => 1
  | .plus a b => max a.stack (b.stack + 1)

theorem stack_le_depth (e : Expression) : 1 ≤ e.stack ∧ e.stack ≤ e.depth + 1 := by
  sorry
