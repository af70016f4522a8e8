/-! A function on booleans applied three times is the function applied once.
Source: folklore; an exercise in many courses on proof assistants. -/

theorem three_times (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by
  sorry
