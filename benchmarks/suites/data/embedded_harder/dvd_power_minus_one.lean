/-! A number divides every power of its successor, less one. Source: folklore; geometric series. -/

theorem dvd_pow_sub_one (a n : Nat) : a ∣ (a + 1) ^ n - 1 := by
  sorry
