/-! The value of a product of two given numbers. Source: folklore; a calculation. -/

theorem product_value : 12 * 12 + 1 = 145 := by
  sorry
