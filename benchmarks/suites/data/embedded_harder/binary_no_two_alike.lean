/-! No two positive numbers in binary have the same value. Source: folklore; binary numbers. -/

inductive Positive where
  | one
  | twice (p : Positive)
  | twiceAndOne (p : Positive)

def Positive.value : Positive → Nat
  | .one => 1
  | .twice p => 2 * p.value
  | .twiceAndOne p => 2 * p.value + 1

theorem value_injective (p q : Positive) (h : p.value = q.value) : p = q := by
  sorry
