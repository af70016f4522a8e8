/-! A reflexive relation under which things related to the same thing are related is symmetric.
Source: Euclid's first common notion: things equal to the same thing are equal to each other. -/

theorem euclidean_symmetric {α : Type} (r : α → α → Prop) (refl : ∀ x, r x x) (euclid : ∀ x y z, r x z → r y z → r x y)
    (x y : α) (h : r x y) : r y x := by
  sorry
