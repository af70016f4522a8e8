/-! A sum of multiples is a multiple. Source: folklore; divisibility. -/

theorem dvd_sum (d : Nat) (xs : List Nat) (h : ∀ x, x ∈ xs → d ∣ x) : d ∣ xs.sum := by
  sorry
