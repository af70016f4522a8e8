/-! The least of a number's divisors that are two or more is a prime. Source: Euclid, Elements VII.31. -/

theorem least_divisor_prime (n p : Nat) (h2 : 2 ≤ p) (hp : p ∣ n) (least : ∀ q, 2 ≤ q → q ∣ n → p ≤ q) (d : Nat)
    (hd : d ∣ p) : d = 1 ∨ d = p := by
  sorry
