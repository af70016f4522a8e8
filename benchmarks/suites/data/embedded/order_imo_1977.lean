/-! A function on numbers with f (f n) < f (n + 1) changes nothing.
Source: International Mathematical Olympiad 1977, problem 6, with zero among the numbers. -/

theorem imo_1977 (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) (n : Nat) : f n = n := by
  sorry
