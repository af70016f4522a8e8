/-! Empty lists on both sides change nothing. Source: folklore; the empty list is neutral. -/

theorem nil_both_sides {α : Type} (xs : List α) : [] ++ xs ++ [] = xs := by
  sorry
