/-! Two premisses that leave nothing outside a class.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 30. -/

theorem pelletier_30 {α : Type} (f g h i : α → Prop) (h₁ : ∀ x, f x ∨ g x → ¬h x)
    (h₂ : ∀ x, (g x → ¬i x) → f x ∧ h x) (x : α) : i x := by
  sorry
