/-! If three divides the sum of two squares, it divides each of the two numbers.
Source: folklore; squares modulo three. -/

theorem three_sum_of_squares (a b : Nat) (h : 3 ∣ a * a + b * b) : 3 ∣ a ∧ 3 ∣ b := by
  sorry
