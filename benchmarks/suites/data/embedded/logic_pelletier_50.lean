/-! Someone is related to all.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 50. -/

theorem pelletier_50 {α : Type} (a : α) (f : α → α → Prop) (h : ∀ x, f a x ∨ ∀ y, f x y) : ∃ x, ∀ y, f x y := by
  sorry
