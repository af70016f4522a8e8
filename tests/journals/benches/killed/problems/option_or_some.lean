/-! The first of two optional values that is there is there when one of them is. Source: folklore. -/

theorem or_isSome {α : Type} (a b : Option α) : (a.or b).isSome = (a.isSome || b.isSome) := by
  sorry
