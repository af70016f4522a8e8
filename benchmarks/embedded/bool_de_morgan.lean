/-! De Morgan's law for booleans. -/

theorem bool_de_morgan (a b : Bool) : (!(a && b)) = (!a || !b) := by
  sorry
