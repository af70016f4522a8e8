/-! A member of a given list. Source: Software Foundations, Logic, In_example_1. -/

theorem three_is_member : 3 ∈ [1, 2, 3, 4] := by
  sorry
