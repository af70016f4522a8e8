/-! A number that has nothing in common with two others has nothing in common with their product.
Source: Euclid, Elements VII.24. -/

theorem coprime_mul (a b c : Nat) (hb : Nat.gcd a b = 1) (hc : Nat.gcd a c = 1) : Nat.gcd a (b * c) = 1 := by
  sorry
