/-! Two lists together have the same members in either order. Source: Software Foundations, Logic, In_app_iff. -/

theorem member_swap {α : Type} (x : α) (xs ys : List α) (h : x ∈ xs ++ ys) : x ∈ ys ++ xs := by
  sorry
