/-! A list and its reverse have the same sorted list. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem sort_reverse (xs : List Nat) : sort xs.reverse = sort xs := by
  sorry
