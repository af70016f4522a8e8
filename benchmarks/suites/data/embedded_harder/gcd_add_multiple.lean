/-! A multiple of one number may be added to the other. Source: folklore; greatest common divisors. -/

theorem gcd_add_mul (a b k : Nat) : Nat.gcd a (b + a * k) = Nat.gcd a b := by
  sorry
