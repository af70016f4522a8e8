/-! A member of a given list. -/

theorem three_is_member : 3 ∈ [1, 2, 3, 4] := by
  sorry
