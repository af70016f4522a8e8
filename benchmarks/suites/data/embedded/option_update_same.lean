/-! What was put last under a key is found there. Source: Software Foundations, Maps, update_eq. -/

def put {α : Type} (m : Nat → Option α) (k : Nat) (v : α) : Nat → Option α := fun i => if i = k then some v else m i

theorem put_same {α : Type} (m : Nat → Option α) (k : Nat) (v : α) : put m k v k = some v := by
  sorry
