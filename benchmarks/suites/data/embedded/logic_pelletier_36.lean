/-! Steps by two relations give steps by a third.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 36. -/

theorem pelletier_36 {α : Type} (f g h : α → α → Prop) (h₁ : ∀ x, ∃ y, f x y) (h₂ : ∀ x, ∃ y, g x y)
    (h₃ : ∀ x y, f x y ∨ g x y → ∀ z, f y z ∨ g y z → h x z) : ∀ x, ∃ y, h x y := by
  sorry
