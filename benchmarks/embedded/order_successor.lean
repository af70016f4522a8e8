/-! A number is smaller than its successor. -/

theorem lt_successor (n : Nat) : n < n + 1 := by
  sorry
