/-! A sequence that grows at each step is at least its index. Source: folklore; an exercise in many textbooks. -/

theorem index_le (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (n : Nat) : n ≤ f n := by
  sorry
