/-! The greater of a number and the smaller of it and another is the number.
Source: Dedekind; the absorption law of a lattice. -/

theorem max_min_absorb (a b : Nat) : max a (min a b) = a := by
  sorry
