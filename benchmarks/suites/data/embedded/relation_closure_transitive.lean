/-! The reflexive and transitive closure of a relation is transitive.
Source: Software Foundations, Rel, the reflexive and transitive closure. -/

inductive Star {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (x : α) : Star r x x
  | step (x y z : α) (h : r x y) (rest : Star r y z) : Star r x z

theorem star_trans {α : Type} (r : α → α → Prop) (x y z : α) (h₁ : Star r x y) (h₂ : Star r y z) : Star r x z := by
  sorry
