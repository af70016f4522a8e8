/-! Three summands in reverse order. Source: folklore; addition commutes and associates. -/

theorem add_reversed (a b c : Nat) : a + b + c = c + b + a := by
  sorry
