/-! The square of an odd number leaves one when divided by eight. Source: folklore; odd squares modulo eight. -/

theorem odd_square_mod_eight (n : Nat) (h : n % 2 = 1) : n * n % 8 = 1 := by
  sorry
