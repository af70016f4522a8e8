/-! A number and its successor have no common divisor but one. Source: folklore; Euclid, Elements VII. -/

theorem neighbours_coprime (n : Nat) : Nat.gcd n (n + 1) = 1 := by
  sorry
