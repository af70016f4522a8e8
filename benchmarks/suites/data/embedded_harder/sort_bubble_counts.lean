/-! One pass of bubble sort keeps how often each number is there. Source: folklore; bubble sort. -/

def bubble : List Nat → List Nat
  | [] => []
  | x :: xs =>
    match bubble xs with
    | [] => [x]
    | y :: ys => if x ≤ y then x :: y :: ys else y :: x :: ys

theorem count_bubble (a : Nat) (xs : List Nat) : (bubble xs).count a = xs.count a := by
  sorry
