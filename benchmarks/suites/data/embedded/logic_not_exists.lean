/-! That nothing has a property means that everything lacks it.
Source: Theorem Proving in Lean 4, Quantifiers and Equality. -/

theorem nothing_has {α : Type} (p : α → Prop) : (¬ ∃ x, p x) ↔ ∀ x, ¬ p x := by
  sorry
