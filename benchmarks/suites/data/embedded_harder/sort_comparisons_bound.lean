/-! Insertion sort compares half as often as the square of the length, at most. Source: folklore; insertion sort. -/

def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insert x ys

def comparisons (x : Nat) : List Nat → Nat
  | [] => 0
  | y :: ys => if x ≤ y then 1 else comparisons x ys + 1

def total : List Nat → List Nat → Nat
  | [], _ => 0
  | x :: xs, done => comparisons x done + total xs (insert x done)

theorem twice_total_le (xs : List Nat) : 2 * total xs [] ≤ xs.length * xs.length := by
  sorry
