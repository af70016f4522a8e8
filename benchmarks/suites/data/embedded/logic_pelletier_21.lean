/-! From one implication each way to an equivalence for some one.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 21. -/

theorem pelletier_21 {α : Type} (p : Prop) (f : α → Prop) (h₁ : ∃ x, p → f x) (h₂ : ∃ x, f x → p) : ∃ x, p ↔ f x := by
  sorry
