/-! The first member of a sorted list is below all that were sorted. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem head_sort_le (a : Nat) (xs : List Nat) (h : a ∈ xs) (d : Nat) : (sort xs).headD d ≤ a := by
  sorry
