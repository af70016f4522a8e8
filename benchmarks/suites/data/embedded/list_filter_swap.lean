/-! Two filters may be applied in either order. Source: folklore. -/

theorem filter_swap {α : Type} (p q : α → Bool) (xs : List α) : (xs.filter p).filter q = (xs.filter q).filter p := by
  sorry
