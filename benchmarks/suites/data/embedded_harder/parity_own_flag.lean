/-! A flag that is flipped at every step tells whether the number of steps is odd. Source: folklore; parity. -/

def odd : Nat → Bool
  | 0 => false
  | n + 1 => !odd n

theorem odd_mul (m n : Nat) : odd (m * n) = (odd m && odd n) := by
  sorry
