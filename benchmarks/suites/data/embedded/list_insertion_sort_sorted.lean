/-! Insertion sort puts the members in order. Source: Boyer and Moore, A Computational Logic; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

inductive Sorted : List Nat → Prop where
  | nil : Sorted []
  | one (x : Nat) : Sorted [x]
  | more (x y : Nat) (ys : List Nat) (h : x ≤ y) (rest : Sorted (y :: ys)) : Sorted (x :: y :: ys)

theorem sort_sorted (xs : List Nat) : Sorted (sort xs) := by
  sorry
