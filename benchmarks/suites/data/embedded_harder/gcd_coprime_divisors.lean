/-! Two numbers with nothing in common that divide a third divide it together. Source: folklore; coprime numbers. -/

theorem mul_divides (a b n : Nat) (h : Nat.gcd a b = 1) (ha : a ∣ n) (hb : b ∣ n) : a * b ∣ n := by
  sorry
