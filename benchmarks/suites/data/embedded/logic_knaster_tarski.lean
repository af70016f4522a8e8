/-! A monotone map of predicates has a fixed point. Source: the Knaster–Tarski fixed-point theorem, for subsets. -/

theorem knaster_tarski {α : Type} (f : (α → Prop) → α → Prop)
    (mono : ∀ s t : α → Prop, (∀ x, s x → t x) → ∀ x, f s x → f t x) : ∃ s, ∀ x, f s x ↔ s x := by
  sorry
