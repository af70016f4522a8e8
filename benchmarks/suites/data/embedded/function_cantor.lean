/-! No function reaches every predicate. Source: Cantor's theorem. -/

theorem cantor {α : Type} (f : α → α → Prop) : ∃ p : α → Prop, ∀ x, f x ≠ p := by
  sorry
