/-! Every member of the longest beginning that passes a test passes it.
Source: folklore; the longest beginning that passes. -/

theorem takeWhile_passes {α : Type} (p : α → Bool) (xs : List α) : (xs.takeWhile p).all p = true := by
  sorry
