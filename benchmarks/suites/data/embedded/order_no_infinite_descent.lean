/-! A sequence of numbers does not decrease at every step. Source: Fermat's infinite descent. -/

theorem no_descent (f : Nat → Nat) : ∃ n, f n ≤ f (n + 1) := by
  sorry
