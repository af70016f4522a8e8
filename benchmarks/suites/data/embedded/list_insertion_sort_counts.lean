/-! Insertion sort keeps how often each number occurs.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): counting in a sorted list. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

def occurrences (a : Nat) : List Nat → Nat
  | [] => 0
  | x :: xs => (if a = x then 1 else 0) + occurrences a xs

theorem sort_occurrences (a : Nat) (xs : List Nat) : occurrences a (sort xs) = occurrences a xs := by
  sorry
