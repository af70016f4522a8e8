/-! No number that leaves three when divided by four is a sum of two squares. Source: Fermat; sums of two squares. -/

theorem not_two_squares (a b n : Nat) (h : a * a + b * b = n) : n % 4 ≠ 3 := by
  sorry
