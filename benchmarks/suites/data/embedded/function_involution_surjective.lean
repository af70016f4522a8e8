/-! A function that undoes itself reaches everything. Source: folklore; a first exercise on functions. -/

theorem involution_surjective {α : Type} (f : α → α) (h : ∀ x, f (f x) = x) (y : α) : ∃ x, f x = y := by
  sorry
