/-! The sum of the sums of two functions over a list. Source: folklore; the sum of sums. -/

theorem sum_map_add {α : Type} (f g : α → Nat) (xs : List α) :
    (xs.map fun x => f x + g x).sum = (xs.map f).sum + (xs.map g).sum := by
  sorry
