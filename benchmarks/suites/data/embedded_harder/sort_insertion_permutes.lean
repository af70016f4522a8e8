/-! Insertion sort gives back the members that it was given, each as often. Source: folklore; insertion sort. -/

open List

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

theorem sort_permutes (xs : List Nat) : sort xs ~ xs := by
  sorry
