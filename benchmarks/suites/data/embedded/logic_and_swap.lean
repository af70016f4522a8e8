/-! Both parts of a conjunction, in the other order. Source: Theorem Proving in Lean 4, Propositions and Proofs. -/

theorem and_swapped (p q : Prop) (h : p ∧ q) : q ∧ p := by
  sorry
