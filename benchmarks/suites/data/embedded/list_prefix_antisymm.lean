/-! Two lists, each of which begins with the other, are equal. Source: folklore; the prefix order. -/

theorem prefix_antisymm {α : Type} (xs ys : List α) (h₁ : ∃ zs, xs ++ zs = ys) (h₂ : ∃ zs, ys ++ zs = xs) :
    xs = ys := by
  sorry
