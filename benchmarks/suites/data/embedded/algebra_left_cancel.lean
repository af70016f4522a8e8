/-! What is invertible can be cancelled. Source: folklore; cancellation in a group. -/

theorem left_cancel {G : Type} (op : G → G → G) (e : G) (inv : G → G) (assoc : ∀ x y z, op (op x y) z = op x (op y z))
    (left_id : ∀ x, op e x = x) (left_inv : ∀ x, op (inv x) x = e) (x y z : G) (h : op x y = op x z) : y = z := by
  sorry
