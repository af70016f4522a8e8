/-! Two lists in order that are permutations of each other are the same list. Source: folklore; sorted lists. -/

open List

def Sorted : List Nat → Prop
  | [] => True
  | x :: xs => (∀ y, y ∈ xs → x ≤ y) ∧ Sorted xs

theorem sorted_unique (xs ys : List Nat) (h : xs ~ ys) (hx : Sorted xs) (hy : Sorted ys) : xs = ys := by
  sorry
