/-! Three clauses over two letters leave one case.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 9. -/

theorem pelletier_9 (p q : Prop) (h : (p ∨ q) ∧ (¬p ∨ q) ∧ (p ∨ ¬q)) : ¬(¬p ∨ ¬q) := by
  sorry
