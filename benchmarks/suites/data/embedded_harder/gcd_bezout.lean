/-! The greatest common divisor is a sum of multiples of both numbers. Source: Bachet; Bézout's identity. -/

theorem bezout (a b : Nat) : ∃ x y : Int, (a : Int) * x + (b : Int) * y = (Nat.gcd a b : Int) := by
  sorry
