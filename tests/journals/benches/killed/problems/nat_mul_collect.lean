/-! A common factor of three products is taken out. Source: Euclid, Elements II.1. -/

theorem collect (a b c d : Nat) : a * b + a * c + a * d = a * (b + c + d) := by
  sorry
