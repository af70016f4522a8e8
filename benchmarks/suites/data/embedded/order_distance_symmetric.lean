/-! The distance of two numbers is symmetric. Source: folklore. -/

def dist (a b : Nat) : Nat := (a - b) + (b - a)

theorem dist_comm (a b : Nat) : dist a b = dist b a := by
  sorry
