/-! Seven divides one less than a power of two whose exponent is a multiple of three.
Source: folklore; an exercise in many textbooks. -/

theorem seven_divides_power (n : Nat) : 2 ^ (3 * n) % 7 = 1 := by
  sorry
