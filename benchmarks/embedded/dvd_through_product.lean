/-! A divisor of one factor divides the product of three. -/

theorem dvd_through (a b c d : Nat) (h : a ∣ c) : a ∣ b * c * d := by
  sorry
