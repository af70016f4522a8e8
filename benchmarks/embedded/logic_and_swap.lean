/-! Both parts of a conjunction, in the other order. -/

theorem and_swapped (p q : Prop) (h : p ∧ q) : q ∧ p := by
  sorry
