/-! Two numbers may be inserted in either order. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

theorem insert_comm (a b : Nat) (xs : List Nat) : insert a (insert b xs) = insert b (insert a xs) := by
  sorry
