/-! Iterating m + n times is iterating n times and then m times. Source: folklore; laws of iteration. -/

def iterate {α : Type} (f : α → α) : Nat → α → α
  | 0, x => x
  | n + 1, x => iterate f n (f x)

theorem iterate_add {α : Type} (f : α → α) (m n : Nat) (x : α) : iterate f (m + n) x = iterate f m (iterate f n x) := by
  sorry
