/-! Sum and length computed in one pass are the sum and the length. Source: folklore; tupling. -/

def both : List Nat → Nat → Nat → Nat × Nat
  | [], s, n => (s, n)
  | x :: xs, s, n => both xs (x + s) (n + 1)

theorem both_eq (xs : List Nat) : both xs 0 0 = (xs.sum, xs.length) := by
  sorry
