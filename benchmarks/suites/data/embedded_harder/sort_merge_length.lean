/-! Two lists merged are as long as both together. Source: folklore; merge sort. -/

def merge : List Nat → List Nat → List Nat
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => if x ≤ y then x :: merge xs (y :: ys) else y :: merge (x :: xs) ys
termination_by xs ys => xs.length + ys.length

theorem length_merge (xs ys : List Nat) : (merge xs ys).length = xs.length + ys.length := by
  sorry
