/-! One pass of bubble sort brings the least number to the front. Source: folklore; bubble sort. -/

def bubble : List Nat → List Nat
  | [] => []
  | x :: xs =>
    match bubble xs with
    | [] => [x]
    | y :: ys => if x ≤ y then x :: y :: ys else y :: x :: ys

theorem bubble_least (a y : Nat) (xs ys : List Nat) (h : bubble xs = y :: ys) (ha : a ∈ xs) : y ≤ a := by
  sorry
