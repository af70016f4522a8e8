/-! A syllogism in four premisses.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 24. -/

theorem pelletier_24 {α : Type} (p q r s : α → Prop) (h₁ : ¬∃ x, s x ∧ q x) (h₂ : ∀ x, p x → q x ∨ r x)
    (h₃ : (¬∃ x, p x) → ∃ x, q x) (h₄ : ∀ x, q x ∨ r x → s x) : ∃ x, p x ∧ r x := by
  sorry
