/-! A function that obeys the two equations of a fold is that fold.
Source: Hutton, A Tutorial on the Universality and Expressiveness of Fold (1999): the universal property. -/

theorem fold_universal {α β : Type} (f : α → β → β) (e : β) (g : List α → β) (nil : g [] = e)
    (cons : ∀ x xs, g (x :: xs) = f x (g xs)) (xs : List α) : g xs = xs.foldr f e := by
  sorry
