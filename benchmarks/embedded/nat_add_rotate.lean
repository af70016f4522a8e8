/-! Three summands in reverse order. -/

theorem add_reversed (a b c : Nat) : a + b + c = c + b + a := by
  sorry
