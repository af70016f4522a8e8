/-! Sorting by insertion neither loses a member nor adds one. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem mem_sort (a : Nat) (xs : List Nat) : a ∈ sort xs ↔ a ∈ xs := by
  sorry
