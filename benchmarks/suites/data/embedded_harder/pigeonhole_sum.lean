/-! If a sum is greater than the number of its terms, one of them is two or more.
Source: Dirichlet; pigeonhole principle. -/

theorem some_two (xs : List Nat) (h : xs.length < xs.sum) : ∃ x, x ∈ xs ∧ 2 ≤ x := by
  sorry
