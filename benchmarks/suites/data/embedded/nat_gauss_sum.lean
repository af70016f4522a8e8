/-! Twice the sum of the numbers up to n is n times its successor. Source: Gauss's sum. -/

def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)

theorem sumTo_twice (n : Nat) : 2 * sumTo n = n * (n + 1) := by
  sorry
