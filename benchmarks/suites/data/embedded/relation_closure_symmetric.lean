/-! The reflexive and transitive closure of a symmetric relation is symmetric.
Source: folklore; the closure of a symmetric relation. -/

inductive Star {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (x : α) : Star r x x
  | step (x y z : α) (h : r x y) (rest : Star r y z) : Star r x z

theorem star_symm {α : Type} (r : α → α → Prop) (symm : ∀ x y, r x y → r y x) (x y : α) (h : Star r x y) :
    Star r y x := by
  sorry
