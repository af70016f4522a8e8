/-! A fifth power leaves the same as its base when divided by five.
Source: Fermat's little theorem for the prime five. -/

theorem fermat_five (n : Nat) : n ^ 5 % 5 = n % 5 := by
  sorry
