/-! Twenty-one divides a sum of a power of four and a power of five.
Source: folklore; an exercise in induction in many textbooks. -/

theorem twenty_one_divides (n : Nat) : 21 ∣ 4 ^ (n + 2) + 5 ^ (2 * n + 1) := by
  sorry
