/-! A property of 0 and 1 that passes over two steps is had by all numbers.
Source: folklore; induction by steps of two. -/

theorem two_steps (p : Nat → Prop) (h₀ : p 0) (h₁ : p 1) (step : ∀ n, p n → p (n + 2)) (n : Nat) : p n := by
  sorry
