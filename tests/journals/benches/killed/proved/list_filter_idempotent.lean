/-! Filtering twice by the same test is filtering once. Source: folklore. -/

theorem filter_twice {α : Type} (p : α → Bool) (xs : List α) : (xs.filter p).filter p = xs.filter p := by
  simp
