/-! Peirce's law.
Source: C. S. Peirce (1885); Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 8. -/

theorem peirce (p q : Prop) : ((p → q) → p) → p := by
  sorry
