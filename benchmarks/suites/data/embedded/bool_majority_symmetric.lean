/-! The majority of three does not depend on their order. Source: folklore; the majority function of circuits. -/

def majority (a b c : Bool) : Bool := (a && b) || (b && c) || (a && c)

theorem majority_rotate (a b c : Bool) : majority a b c = majority b c a := by
  sorry
