/-! A number of n binary digits is below 2 ^ n. Source: folklore; binary numbers. -/

def value : List Bool → Nat
  | [] => 0
  | true :: bs => 1 + 2 * value bs
  | false :: bs => 2 * value bs

theorem value_lt (bs : List Bool) : value bs < 2 ^ bs.length := by
  sorry
