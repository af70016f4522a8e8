/-! No two numbers each make up more than half of a list. Source: Boyer and Moore, majority vote. -/

theorem majority_unique (a b : Nat) (xs : List Nat) (ha : xs.length < 2 * xs.count a)
    (hb : xs.length < 2 * xs.count b) : a = b := by
  sorry
