/-! Sorting does not change the sum. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem sum_sort (xs : List Nat) : (sort xs).sum = xs.sum := by
  sorry
