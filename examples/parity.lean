/-! The sum of two odd numbers is even. -/

theorem odd_plus_odd (m n : Nat) (hm : ∃ j, m = 2 * j + 1) (hn : ∃ k, n = 2 * k + 1) : ∃ l, m + n = 2 * l := by
  sorry
