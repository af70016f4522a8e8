/-! Some multiple of a positive number exceeds any number. Source: Archimedes's axiom, for numbers. -/

theorem archimedean (a b : Nat) (h : 0 < a) : ∃ n, b < n * a := by
  sorry
