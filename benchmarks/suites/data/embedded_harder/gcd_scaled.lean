/-! A common factor may be taken out of the greatest common divisor. Source: Euclid, Elements VII.17. -/

theorem gcd_mul (k a b : Nat) : Nat.gcd (k * a) (k * b) = k * Nat.gcd a b := by
  sorry
