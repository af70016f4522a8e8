/-! Twice the sum of the numbers from 1 to `n` is `n * (n + 1)`. -/

def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)

theorem twice_sumTo (n : Nat) : 2 * sumTo n = n * (n + 1) := by
  sorry
