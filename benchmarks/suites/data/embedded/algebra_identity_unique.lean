/-! A left identity and a right identity are equal. Source: folklore; the first proposition about monoids. -/

theorem identity_unique {M : Type} (op : M → M → M) (e f : M) (left_id : ∀ x, op e x = x) (right_id : ∀ x, op x f = x) :
    e = f := by
  sorry
