/-! Mapping over an optional value. Source: folklore; a calculation. -/

theorem option_map_value : (some 3).map (fun n => n + 1) = some 4 := by
  sorry
