/-! Bernoulli's inequality. Source: Jakob Bernoulli's inequality. -/

theorem bernoulli (x n : Nat) : 1 + n * x ≤ (1 + x) ^ n := by
  sorry
