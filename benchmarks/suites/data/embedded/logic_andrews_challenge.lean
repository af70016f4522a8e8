/-! Andrews's challenge: two nested equivalences are equivalent to each other's quantified form.
Source: P. B. Andrews's challenge problem; Pelletier's problem 34. -/

theorem andrews {α : Type} [Inhabited α] (p q : α → Prop) :
    ((∃ x, ∀ y, p x ↔ p y) ↔ ((∃ x, q x) ↔ ∀ y, q y)) ↔ ((∃ x, ∀ y, q x ↔ q y) ↔ ((∃ x, p x) ↔ ∀ y, p y)) := by
  sorry
