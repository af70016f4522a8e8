/-! The distance of two numbers is at most that by way of a third. Source: folklore; the triangle inequality. -/

def dist (a b : Nat) : Nat := (a - b) + (b - a)

theorem dist_triangle (a b c : Nat) : dist a c ≤ dist a b + dist b c := by
  sorry
