/-! Folding from the left and from the right give the same for an associative operation with an identity.
Source: Bird and Wadler, Introduction to Functional Programming, the first duality theorem. -/

theorem duality {α : Type} (op : α → α → α) (e : α) (assoc : ∀ x y z, op (op x y) z = op x (op y z))
    (left_id : ∀ x, op e x = x) (right_id : ∀ x, op x e = x) (xs : List α) : xs.foldl op e = xs.foldr op e := by
  sorry
