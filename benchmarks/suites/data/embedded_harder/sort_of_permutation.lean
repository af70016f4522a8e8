/-! Lists that are permutations of each other have the same sorted list. Source: folklore; insertion sort. -/

open List

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem sort_eq_of_perm (xs ys : List Nat) (h : xs ~ ys) : sort xs = sort ys := by
  sorry
