/-! No function takes the numbers up to n to numbers below n without meeting one of them twice.
Source: Dirichlet; pigeonhole. -/

theorem not_injective (n : Nat) (f : Nat → Nat) (h : ∀ i, i ≤ n → f i < n) : ∃ i j, i < j ∧ j ≤ n ∧ f i = f j := by
  sorry
