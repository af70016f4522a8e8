/-! Someone's own implication follows from every other one.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 19. -/

theorem pelletier_19 {α : Type} [Inhabited α] (p q : α → Prop) : ∃ x, ∀ y z, (p y → q z) → (p x → q x) := by
  sorry
