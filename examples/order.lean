/-! The order of the natural numbers: steps can be chained, and no number exceeds its square. -/

theorem chain (a b c d : Nat) (h₁ : a < b) (h₂ : b ≤ c) (h₃ : c < d) : a < d := by
  sorry

theorem le_square (n : Nat) : n ≤ n * n := by
  sorry
