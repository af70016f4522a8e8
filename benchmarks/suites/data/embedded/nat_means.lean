/-! Twice a product is at most the sum of the squares.
Source: Euclid, Elements II.7; the square of a difference is not negative. -/

theorem means (a b : Nat) : 2 * (a * b) ≤ a * a + b * b := by
  sorry
