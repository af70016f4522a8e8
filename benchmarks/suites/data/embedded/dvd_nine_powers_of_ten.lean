/-! A power of ten leaves one when divided by nine. Source: folklore; the ground of casting out nines. -/

theorem ten_power_mod_nine (n : Nat) : 10 ^ n % 9 = 1 := by
  sorry
