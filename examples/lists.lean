/-! Lists: two lists appended in either order are equally long, and what reversal and mapping do to a pair of lists. -/

theorem append_lengths {α : Type} (xs ys : List α) : (xs ++ ys).length = (ys ++ xs).length := by
  sorry

theorem map_of_reversed {α β : Type} (f : α → β) (xs ys : List α) :
    (xs ++ ys).reverse.map f = (ys.map f).reverse ++ (xs.map f).reverse := by
  sorry
