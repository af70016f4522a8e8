theorem far (p : Nat → Prop) (zero : p 0) (step : ∀ n, p n → p (n + 2)) : p 1000 := by
  sorry
