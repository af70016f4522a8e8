/-! Two numbers, neither of which exceeds the other, have the same double. -/

theorem squeeze (a b : Nat) (h₁ : a ≤ b) (h₂ : b ≤ a) : 2 * a = b + b := by
  sorry
