/-! Four times the last digit added to the rest tells whether thirteen divides a number.
Source: folklore; digit rules. -/

theorem thirteen (a b : Nat) : 13 ∣ 10 * a + b ↔ 13 ∣ a + 4 * b := by
  sorry
