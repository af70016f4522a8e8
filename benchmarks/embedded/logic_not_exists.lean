/-! That nothing has a property means that everything lacks it. -/

theorem nothing_has {α : Type} (p : α → Prop) : (¬ ∃ x, p x) ↔ ∀ x, ¬ p x := by
  sorry
