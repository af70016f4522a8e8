/-! Only zero squared is twice a square: the square root of two is irrational.
Source: folklore; the classic proof that the square root of two is irrational, by descent. -/

theorem square_twice_square (a b : Nat) (h : a * a = 2 * (b * b)) : b = 0 := by
  sorry
