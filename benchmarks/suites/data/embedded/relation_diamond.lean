/-! If any two steps from one place can be joined by one step each, any two paths from one place can be joined.
Source: Church and Rosser (1936); the diamond property passes to the closure. -/

inductive Star {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (x : α) : Star r x x
  | step (x y z : α) (h : r x y) (rest : Star r y z) : Star r x z

theorem star_diamond {α : Type} (r : α → α → Prop) (diamond : ∀ x y z, r x y → r x z → ∃ w, r y w ∧ r z w) (x y z : α)
    (h₁ : Star r x y) (h₂ : Star r x z) : ∃ w, Star r y w ∧ Star r z w := by
  sorry
