/-! A list is a permutation of one of its members and the rest without it. Source: folklore; permutations. -/

open List

def remove (a : Nat) : List Nat → List Nat
  | [] => []
  | x :: xs => if x = a then xs else x :: remove a xs

theorem perm_cons_remove (a : Nat) (xs : List Nat) (h : a ∈ xs) : xs ~ a :: remove a xs := by
  sorry
