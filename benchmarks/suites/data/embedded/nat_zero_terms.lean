/-! Nothing is added: zero times anything, and zero. Source: folklore. -/

theorem zero_terms (n m : Nat) : n + 0 * m + 0 = n := by
  sorry
