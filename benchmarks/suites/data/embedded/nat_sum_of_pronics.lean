/-! Three times the sum of the products of neighbours is a product of three neighbours.
Source: folklore; the sum of products of neighbours. -/

def sumPronic : Nat → Nat
  | 0 => 0
  | n + 1 => sumPronic n + (n + 1) * (n + 2)

theorem sumPronic_three (n : Nat) : 3 * sumPronic n = n * (n + 1) * (n + 2) := by
  sorry
