/-! A loop that counts the members gives the length. Source: folklore; a loop and a recursion. -/

def count : List Nat → Nat → Nat
  | [], n => n
  | _ :: xs, n => count xs (n + 1)

theorem count_length (xs : List Nat) : count xs 0 = xs.length := by
  sorry
