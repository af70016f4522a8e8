/-! A common alternative is taken out of an implication.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 5. -/

theorem pelletier_5 (p q r : Prop) (h : (p ∨ q) → (p ∨ r)) : p ∨ (q → r) := by
  sorry
