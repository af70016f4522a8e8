/-! The distance of integers is zero only for the same one, the same both ways, and no longer than by way of a third.
Source: folklore. -/

def distance (a b : Int) : Int := if a ≤ b then b - a else a - b

theorem distance_metric (a b c : Int) :
    (distance a b = 0 ↔ a = b) ∧ distance a b = distance b a ∧ distance a c ≤ distance a b + distance b c := by
  sorry
