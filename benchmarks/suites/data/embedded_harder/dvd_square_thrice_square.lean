/-! No square is three times a square, but for zero. Source: folklore; the square root of three is irrational. -/

theorem square_thrice (a b : Nat) (h : a * a = 3 * (b * b)) : a = 0 := by
  sorry
