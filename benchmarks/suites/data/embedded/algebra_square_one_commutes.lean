/-! If every element is its own inverse, the order of factors does not matter.
Source: folklore; a group in which every element is its own inverse is commutative. -/

theorem square_one_commutes {G : Type} (op : G → G → G) (e : G) (assoc : ∀ x y z, op (op x y) z = op x (op y z))
    (left_id : ∀ x, op e x = x) (right_id : ∀ x, op x e = x) (square : ∀ x, op x x = e) (x y : G) :
    op x y = op y x := by
  sorry
