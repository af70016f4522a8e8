/-! An expression in one unknown is brought to the form a * x + b. Source: folklore; normal forms. -/

inductive Expression where
  | number (n : Nat)
  | unknown
  | plus (a b : Expression)
  | scaled (k : Nat) (a : Expression)

def Expression.value (x : Nat) : Expression → Nat
  | .number n => n
  | .unknown => x
  | .plus a b => a.value x + b.value x
  | .scaled k a => k * a.value x

def Expression.linear : Expression → Nat × Nat
  | .number n => (0, n)
  | .unknown => (1, 0)
  | .plus a b => (a.linear.1 + b.linear.1, a.linear.2 + b.linear.2)
  | .scaled k a => (k * a.linear.1, k * a.linear.2)

theorem value_linear (x : Nat) (e : Expression) : e.linear.1 * x + e.linear.2 = e.value x := by
  sorry
