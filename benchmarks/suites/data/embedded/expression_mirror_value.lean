/-! The mirror image of a sum has the same value. Source: folklore. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

def Expression.value : Expression → Nat
  | .number n => n
  | .plus a b => a.value + b.value

def Expression.mirror : Expression → Expression
  | .number n => .number n
  | .plus a b => .plus b.mirror a.mirror

theorem mirror_value (e : Expression) : e.mirror.value = e.value := by
  sorry
