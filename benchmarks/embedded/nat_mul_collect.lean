/-! A common factor of three products is taken out. -/

theorem collect (a b c d : Nat) : a * b + a * c + a * d = a * (b + c + d) := by
  sorry
