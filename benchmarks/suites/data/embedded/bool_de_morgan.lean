/-! De Morgan's law for booleans. Source: De Morgan, Formal Logic. -/

theorem bool_de_morgan (a b : Bool) : (!(a && b)) = (!a || !b) := by
  sorry
