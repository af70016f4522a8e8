/-! Insertion sort keeps the number of members. Source: Boyer and Moore, A Computational Logic; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem sort_length (xs : List Nat) : (sort xs).length = xs.length := by
  sorry
