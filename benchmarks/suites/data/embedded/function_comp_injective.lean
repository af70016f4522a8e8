/-! If a composite is injective, so is the function applied first. Source: folklore; a first exercise on functions. -/

theorem injective_of_comp {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ x y, g (f x) = g (f y) → x = y) (x y : α)
    (e : f x = f y) : x = y := by
  sorry
