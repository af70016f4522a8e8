/-! A fold whose steps may be swapped gives the same for every order of the list. Source: folklore; folds. -/

open List

theorem foldl_perm {α β : Type} (f : β → α → β) (swap : ∀ b x y, f (f b x) y = f (f b y) x) (xs ys : List α)
    (h : xs ~ ys) (b : β) : xs.foldl f b = ys.foldl f b := by
  sorry
