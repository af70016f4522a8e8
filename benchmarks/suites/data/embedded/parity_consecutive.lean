/-! Of a number and its successor, one is even. Source: folklore. -/

theorem one_is_even (n : Nat) : n % 2 = 0 ∨ (n + 1) % 2 = 0 := by
  sorry
