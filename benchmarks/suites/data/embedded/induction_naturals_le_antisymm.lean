/-! An order on naturals given by rules is antisymmetric. Source: Software Foundations, Rel, le_antisymmetric. -/

inductive N where
  | zero
  | succ (n : N)

inductive N.Le : N → N → Prop where
  | refl (n : N) : N.Le n n
  | step (m n : N) (h : N.Le m n) : N.Le m n.succ

theorem le_antisymmetric (m n : N) (h₁ : N.Le m n) (h₂ : N.Le n m) : m = n := by
  sorry
