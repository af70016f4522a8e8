/-! A divisor of one factor divides the product of three. Source: Euclid, Elements VII; divisibility is transitive. -/

theorem dvd_through (a b c d : Nat) (h : a ∣ c) : a ∣ b * c * d := by
  sorry
