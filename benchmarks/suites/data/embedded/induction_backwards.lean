/-! A property had beyond every number that passes downwards is had by all.
Source: Cauchy, Cours d'analyse; forward and backward induction. -/

theorem backwards (p : Nat → Prop) (far : ∀ n, ∃ m, n ≤ m ∧ p m) (down : ∀ n, p (n + 1) → p n) (n : Nat) : p n := by
  sorry
