/-! Minimum distributes over maximum. Source: folklore; a total order is a distributive lattice. -/

theorem min_distributes (a b c : Nat) : min a (max b c) = max (min a b) (min a c) := by
  sorry
