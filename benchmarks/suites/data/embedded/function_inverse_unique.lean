/-! A left inverse and a right inverse of a function agree.
Source: folklore; a left inverse and a right inverse are equal. -/

theorem inverses_agree {α β : Type} (f : α → β) (g h : β → α) (hg : ∀ x, g (f x) = x) (hh : ∀ y, f (h y) = y) :
    g = h := by
  sorry
