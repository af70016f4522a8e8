/-! A number and the sum of its decimal digits leave the same when divided by nine.
Source: folklore; casting out nines. -/

def value : List Nat → Nat
  | [] => 0
  | d :: ds => d + 10 * value ds

theorem casting_out_nines (ds : List Nat) : value ds % 9 = ds.sum % 9 := by
  sorry
