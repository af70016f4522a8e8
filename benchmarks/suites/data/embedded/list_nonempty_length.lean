/-! A list with a member is not empty. Source: folklore. -/

theorem member_length {α : Type} (x : α) (xs : List α) (h : x ∈ xs) : 0 < xs.length := by
  sorry
