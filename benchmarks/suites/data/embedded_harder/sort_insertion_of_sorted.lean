/-! A list that is in order already is left as it is by insertion sort. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

def Sorted : List Nat → Prop
  | [] => True
  | x :: xs => (∀ y, y ∈ xs → x ≤ y) ∧ Sorted xs

theorem sort_of_sorted (xs : List Nat) (h : Sorted xs) : sort xs = xs := by
  sorry
