/-! Two functions that commute still commute when one is iterated. Source: folklore; laws of iteration. -/

def iterate {α : Type} (f : α → α) : Nat → α → α
  | 0, x => x
  | n + 1, x => iterate f n (f x)

theorem iterate_commute {α : Type} (f g : α → α) (h : ∀ x, f (g x) = g (f x)) (n : Nat) (x : α) :
    iterate f n (g x) = g (iterate f n x) := by
  sorry
