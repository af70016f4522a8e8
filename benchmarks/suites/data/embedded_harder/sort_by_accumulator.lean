/-! Insertion sort with an accumulator gives a list in order. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def sortOnto : List Nat → List Nat → List Nat
  | [], done => done
  | x :: xs, done => sortOnto xs (insert x done)

def Sorted : List Nat → Prop
  | [] => True
  | x :: xs => (∀ y, y ∈ xs → x ≤ y) ∧ Sorted xs

theorem sortOnto_sorted (xs : List Nat) : Sorted (sortOnto xs []) := by
  sorry
