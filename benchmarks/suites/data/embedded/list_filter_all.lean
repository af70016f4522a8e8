/-! Every member that a filter keeps passes its test. Source: folklore; what a filter keeps. -/

theorem filter_all {α : Type} (p : α → Bool) (xs : List α) : (xs.filter p).all p = true := by
  sorry
