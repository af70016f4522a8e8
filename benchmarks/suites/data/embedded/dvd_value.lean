/-! Seven divides 1001. Source: folklore; 1001 is 7 times 11 times 13. -/

theorem seven_divides : 7 ∣ 1001 := by
  sorry
