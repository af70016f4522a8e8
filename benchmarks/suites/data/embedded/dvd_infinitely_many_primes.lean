/-! There are primes beyond every number. Source: Euclid, Elements IX.20. -/

def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem primes_beyond (n : Nat) : ∃ p, n < p ∧ Prime p := by
  sorry
