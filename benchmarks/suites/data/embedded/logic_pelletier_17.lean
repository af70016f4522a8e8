/-! An implication of an implication as two clauses.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 17. -/

theorem pelletier_17 (p q r s : Prop) : ((p ∧ (q → r)) → s) ↔ ((¬p ∨ q ∨ s) ∧ (¬p ∨ ¬r ∨ s)) := by
  sorry
