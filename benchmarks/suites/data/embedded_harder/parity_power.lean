/-! A power of an odd number is odd. Source: folklore; parity. -/

theorem pow_odd (a n : Nat) (h : a % 2 = 1) : a ^ n % 2 = 1 := by
  sorry
