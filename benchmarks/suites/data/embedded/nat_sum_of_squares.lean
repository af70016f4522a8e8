/-! Six times the sum of the squares up to n. Source: Archimedes, On Spirals; the sum of the squares. -/

def sumSquares : Nat → Nat
  | 0 => 0
  | n + 1 => sumSquares n + (n + 1) * (n + 1)

theorem sumSquares_six (n : Nat) : 6 * sumSquares n = n * (n + 1) * (2 * n + 1) := by
  sorry
