/-! To sort a list twice is to sort it once. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem sort_sort (xs : List Nat) : sort (sort xs) = sort xs := by
  sorry
