/-! Three divides `n ^ 3 + 2 * n`. Source: folklore; an exercise in induction in many textbooks. -/

theorem three_divides_cubic (n : Nat) : 3 ∣ n ^ 3 + 2 * n := by
  sorry
