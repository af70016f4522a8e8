/-! Mapping is a fold. Source: Hutton, A Tutorial on the Universality and Expressiveness of Fold (1999). -/

theorem map_as_fold {α β : Type} (f : α → β) (xs : List α) : xs.foldr (fun x ys => f x :: ys) [] = xs.map f := by
  sorry
