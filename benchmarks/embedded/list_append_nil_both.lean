/-! Empty lists on both sides change nothing. -/

theorem nil_both_sides {α : Type} (xs : List α) : [] ++ xs ++ [] = xs := by
  sorry
