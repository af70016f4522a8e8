/-! Two numbers, neither of which exceeds the other, have the same double.
Source: folklore; the order is antisymmetric. -/

theorem squeeze (a b : Nat) (h₁ : a ≤ b) (h₂ : b ≤ a) : 2 * a = b + b := by
  sorry
