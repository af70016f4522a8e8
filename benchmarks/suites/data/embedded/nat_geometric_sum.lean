/-! The sum of the powers of b below the nth. Source: Euclid, Elements IX.35; the geometric series. -/

def sumPowers (b : Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumPowers b n + b ^ n

theorem geometric (b n : Nat) : b * sumPowers b n + 1 = sumPowers b n + b ^ n := by
  sorry
