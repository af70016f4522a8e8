/-! A number is in the merged list as often as in both lists together. Source: folklore; merge sort. -/

def merge : List Nat → List Nat → List Nat
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => if x ≤ y then x :: merge xs (y :: ys) else y :: merge (x :: xs) ys
termination_by xs ys => xs.length + ys.length

theorem count_merge (a : Nat) (xs ys : List Nat) : (merge xs ys).count a = xs.count a + ys.count a := by
  sorry
