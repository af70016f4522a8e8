/-! Doubling every member doubles the sum. Source: folklore; sums are linear. -/

theorem sum_of_doubles (xs : List Nat) : (xs.map fun x => 2 * x).sum = 2 * xs.sum := by
  sorry
