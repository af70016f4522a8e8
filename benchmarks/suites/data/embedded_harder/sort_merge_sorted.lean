/-! Two lists in order are merged to one in order. Source: folklore; merge sort. -/

def merge : List Nat → List Nat → List Nat
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => if x ≤ y then x :: merge xs (y :: ys) else y :: merge (x :: xs) ys
termination_by xs ys => xs.length + ys.length

def Sorted : List Nat → Prop
  | [] => True
  | x :: xs => (∀ y, y ∈ xs → x ≤ y) ∧ Sorted xs

theorem merge_sorted (xs ys : List Nat) (hx : Sorted xs) (hy : Sorted ys) : Sorted (merge xs ys) := by
  sorry
