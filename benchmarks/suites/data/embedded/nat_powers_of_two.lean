/-! The powers of two below `2 ^ n` add up to one less than it. Source: Euclid, Elements IX.35, for the ratio two. -/

def sumPow : Nat → Nat
  | 0 => 0
  | n + 1 => sumPow n + 2 ^ n

theorem sumPow_add_one (n : Nat) : sumPow n + 1 = 2 ^ n := by
  sorry
