/-! Three implications make two statements equivalent.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 10. -/

theorem pelletier_10 (p q r : Prop) (h₁ : q → r) (h₂ : r → p ∧ q) (h₃ : p → q ∨ r) : p ↔ q := by
  sorry
