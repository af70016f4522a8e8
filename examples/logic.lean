/-! Logic: `and` distributes over `or`, and an implication may be read backwards. -/

theorem and_distributes (p q r : Prop) : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := by
  sorry

theorem backwards (p q : Prop) (h : p → q) : ¬ q → ¬ p := by
  sorry
