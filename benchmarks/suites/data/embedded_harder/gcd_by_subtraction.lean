/-! The greatest common divisor is found by subtraction alone. Source: Euclid, Elements VII.1. -/

def common : Nat → Nat → Nat → Nat
  | 0, a, b => a + b
  | fuel + 1, a, b =>
    if a = 0 then b else if b = 0 then a else if a ≤ b then common fuel a (b - a) else common fuel (a - b) b

theorem common_eq_gcd (fuel a b : Nat) (h : a + b ≤ fuel) : common fuel a b = Nat.gcd a b := by
  sorry
