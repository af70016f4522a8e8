/-! There is no set of just those that belong to no member of theirs.
Source: Quine, Mathematical Logic; Pelletier's problem 42. -/

theorem pelletier_42 {α : Type} (f : α → α → Prop) : ¬∃ y, ∀ x, f x y ↔ ¬∃ z, f x z ∧ f z x := by
  sorry
