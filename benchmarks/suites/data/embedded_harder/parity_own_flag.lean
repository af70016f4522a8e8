/-! A flag that flips at every step is up after a product of steps just when it is up after each factor.
Source: folklore; parity. -/

def odd : Nat → Bool
  | 0 => false
  | n + 1 => !odd n

theorem odd_mul (m n : Nat) : odd (m * n) = (odd m && odd n) := by
  sorry
