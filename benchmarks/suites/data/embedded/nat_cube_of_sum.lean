/-! The cube of a sum. Source: the binomial theorem for the third power. -/

theorem cube_of_sum (a b : Nat) : (a + b) ^ 3 = a ^ 3 + 3 * a ^ 2 * b + 3 * a * b ^ 2 + b ^ 3 := by
  sorry
