/-! The difference of two squares. Source: Euclid, Elements II.5. -/

theorem difference_of_squares (a b : Nat) : a * a - b * b = (a + b) * (a - b) := by
  sorry
