/-! Every number from 8 on is a sum of threes and fives.
Source: folklore; the coin problem of Frobenius and Sylvester for 3 and 5. -/

theorem coins (n : Nat) : ∃ a b, n + 8 = 3 * a + 5 * b := by
  sorry
