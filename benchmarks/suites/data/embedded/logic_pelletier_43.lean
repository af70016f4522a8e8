/-! Having the same members is symmetric. Source: de Champeaux's problem; Pelletier's problem 43. -/

theorem pelletier_43 {α : Type} (f q : α → α → Prop) (h : ∀ x y, q x y ↔ ∀ z, f z x ↔ f z y) (x y : α) :
    q x y ↔ q y x := by
  sorry
