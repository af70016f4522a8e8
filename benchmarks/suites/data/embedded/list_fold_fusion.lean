/-! A function that commutes with the step of a fold is drawn into the fold.
Source: Bird and Wadler, Introduction to Functional Programming, the fusion law of folds. -/

theorem fold_fusion {α β γ : Type} (h : β → γ) (f : α → β → β) (g : α → γ → γ) (e : β)
    (step : ∀ x y, h (f x y) = g x (h y)) (xs : List α) : h (xs.foldr f e) = xs.foldr g (h e) := by
  sorry
