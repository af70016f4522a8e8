/-! A list of different numbers below n has at most n members. Source: Dirichlet's pigeonhole principle. -/

theorem pigeonhole (n : Nat) (xs : List Nat) (different : xs.Nodup) (below : ∀ x, x ∈ xs → x < n) : xs.length ≤ n := by
  sorry
