/-! A sequence that grows at each step grows over any distance. Source: folklore; an exercise in many textbooks. -/

theorem lt_of_steps (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (m n : Nat) (hmn : m < n) : f m < f n := by
  sorry
