/-! A sum is odd just when an odd number of its terms is odd. Source: folklore; parity. -/

def odds : List Nat → Nat
  | [] => 0
  | x :: xs => if x % 2 = 1 then odds xs + 1 else odds xs

theorem sum_mod_two (xs : List Nat) : xs.sum % 2 = odds xs % 2 := by
  sorry
