/-! Equivalence is associative.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 12. -/

theorem iff_associative (p q r : Prop) : ((p ↔ q) ↔ r) ↔ (p ↔ (q ↔ r)) := by
  by_cases p : p <;> by_cases q : q <;> simp_all
