/-! A common divisor divides every combination. Source: folklore; Euclid, Elements VII. -/

theorem dvd_combination (d a b x y : Nat) (ha : d ∣ a) (hb : d ∣ b) : d ∣ x * a + b * y := by
  sorry
