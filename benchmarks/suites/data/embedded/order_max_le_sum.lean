/-! The greater of two numbers is at most their sum. Source: folklore. -/

theorem max_le_sum (a b : Nat) : max a b ≤ a + b := by
  sorry
