/-! Entries under two different keys may be made in either order. Source: Software Foundations, Maps, update_permute. -/

def put {α : Type} (m : Nat → Option α) (k : Nat) (v : α) : Nat → Option α := fun i => if i = k then some v else m i

theorem put_permute {α : Type} (m : Nat → Option α) (j k : Nat) (v w : α) (h : j ≠ k) :
    put (put m j v) k w = put (put m k w) j v := by
  sorry
