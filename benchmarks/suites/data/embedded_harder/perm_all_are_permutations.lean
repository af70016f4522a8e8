/-! Everything in the list of all permutations is a permutation. Source: folklore; permutations by insertion. -/

open List

def insertions (x : Nat) : List Nat → List (List Nat)
  | [] => [[x]]
  | y :: ys => (x :: y :: ys) :: (insertions x ys).map (y :: ·)

def permutations : List Nat → List (List Nat)
  | [] => [[]]
  | x :: xs => (permutations xs).flatMap (insertions x)

theorem mem_permutations (xs ys : List Nat) (h : ys ∈ permutations xs) : ys ~ xs := by
  sorry
