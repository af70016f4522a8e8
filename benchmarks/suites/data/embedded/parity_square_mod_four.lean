/-! A square leaves zero or one when divided by four. Source: folklore; squares modulo four. -/

theorem square_mod_four (n : Nat) : n * n % 4 = 0 ∨ n * n % 4 = 1 := by
  sorry
