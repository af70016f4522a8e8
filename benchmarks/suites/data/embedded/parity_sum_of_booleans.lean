/-! The sum of two numbers is even when both are or neither is.
Source: folklore; the sum of two numbers is even when they are both even or both odd. -/

def even : Nat → Bool
  | 0 => true
  | n + 1 => !even n

theorem even_add (m n : Nat) : even (m + n) = (even m == even n) := by
  sorry
