/-! A number that is not zero is the successor of a number. Source: Peano's axioms; a number is zero or a successor. -/

theorem nonzero_is_successor (n : Nat) (h : n ≠ 0) : ∃ k, n = k + 1 := by
  sorry
