/-! A number and the number with all binary digits flipped make 2 ^ n - 1 together.
Source: folklore; ones' complement. -/

def value : List Bool → Nat
  | [] => 0
  | b :: bs => (if b then 1 else 0) + 2 * value bs

theorem value_complement (bs : List Bool) : value bs + value (bs.map not) + 1 = 2 ^ bs.length := by
  sorry
