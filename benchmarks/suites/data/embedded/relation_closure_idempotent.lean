/-! The reflexive and transitive closure of the closure is no larger.
Source: Software Foundations, Rel; the closure of the closure is the closure. -/

inductive Star {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (x : α) : Star r x x
  | step (x y z : α) (h : r x y) (rest : Star r y z) : Star r x z

theorem star_star {α : Type} (r : α → α → Prop) (x y : α) (h : Star (Star r) x y) : Star r x y := by
  sorry
