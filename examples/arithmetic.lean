/-! Natural numbers: the summands of a sum may be regrouped, and the square of a sum. -/

theorem regroup (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  sorry

theorem square_of_sum (a b : Nat) : (a + b) * (a + b) = a * a + 2 * (a * b) + b * b := by
  sorry
