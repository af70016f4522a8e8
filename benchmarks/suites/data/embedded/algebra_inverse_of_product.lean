/-! The inverse of a product is the product of the inverses in the other order. Source: folklore; socks and shoes. -/

theorem inverse_of_product {G : Type} (op : G → G → G) (e : G) (inv : G → G)
    (assoc : ∀ x y z, op (op x y) z = op x (op y z)) (left_id : ∀ x, op e x = x) (right_id : ∀ x, op x e = x)
    (left_inv : ∀ x, op (inv x) x = e) (right_inv : ∀ x, op x (inv x) = e) (x y : G) :
    inv (op x y) = op (inv y) (inv x) := by
  sorry
