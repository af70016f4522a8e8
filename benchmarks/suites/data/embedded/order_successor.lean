/-! A number is smaller than its successor. Source: folklore; a number and the next. -/

theorem lt_successor (n : Nat) : n < n + 1 := by
  sorry
