/-! Mapping over an optional value. -/

theorem option_map_value : (some 3).map (fun n => n + 1) = some 4 := by
  sorry
