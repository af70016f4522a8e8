/-! A left identity with left inverses is a right identity. Source: folklore; the group axioms from one side. -/

theorem right_identity {G : Type} (op : G → G → G) (e : G) (inv : G → G)
    (assoc : ∀ x y z, op (op x y) z = op x (op y z)) (left_id : ∀ x, op e x = x) (left_inv : ∀ x, op (inv x) x = e)
    (x : G) : op x e = x := by
  sorry
