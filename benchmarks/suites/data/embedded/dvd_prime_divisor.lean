/-! Every number from two on has a prime divisor. Source: Euclid, Elements VII.31. -/

def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem prime_divisor (n : Nat) (h : 2 ≤ n) : ∃ p, Prime p ∧ p ∣ n := by
  sorry
