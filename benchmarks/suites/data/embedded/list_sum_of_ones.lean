/-! The sum of ones over a list is its length. Source: folklore. -/

theorem sum_of_ones {α : Type} (xs : List α) : (xs.map fun _ => 1).sum = xs.length := by
  sorry
