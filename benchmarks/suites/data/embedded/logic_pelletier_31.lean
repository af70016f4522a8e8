/-! A syllogism with an exception.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 31. -/

theorem pelletier_31 {α : Type} (f g h i j : α → Prop) (h₁ : ¬∃ x, f x ∧ (g x ∨ h x)) (h₂ : ∃ x, i x ∧ f x)
    (h₃ : ∀ x, ¬h x → j x) : ∃ x, i x ∧ j x := by
  sorry
