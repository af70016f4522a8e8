/-! Of four numbers below three, two are the same. Source: Dirichlet; pigeonhole principle. -/

theorem two_agree (f : Nat → Nat) (h : ∀ n, f n < 3) : ∃ i j, i < j ∧ j < 4 ∧ f i = f j := by
  sorry
