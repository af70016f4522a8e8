/-! Seven divides 1001. -/

theorem seven_divides : 7 ∣ 1001 := by
  sorry
