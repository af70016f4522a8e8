/-! A loop that adds the members to a running total gives their sum. Source: folklore; a loop and a recursion. -/

def loop : List Nat → Nat → Nat
  | [], total => total
  | x :: xs, total => loop xs (total + x)

theorem loop_sum (xs : List Nat) : loop xs 0 = xs.sum := by
  sorry
