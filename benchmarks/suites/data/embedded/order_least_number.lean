/-! A property that some number has is had by a least number.
Source: folklore; the well-ordering of the natural numbers. -/

theorem least_number (p : Nat → Prop) (n : Nat) (h : p n) : ∃ m, p m ∧ ∀ k, p k → m ≤ k := by
  sorry
