/-! A list with one more member has one more member. Source: folklore. -/

theorem length_snoc {α : Type} (x : α) (xs : List α) : (xs ++ [x]).length = xs.length + 1 := by
  sorry
