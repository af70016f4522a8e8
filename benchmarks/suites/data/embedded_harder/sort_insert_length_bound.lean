/-! To insert is to compare at most as often as the list is long. Source: folklore; insertion sort. -/

def comparisons (x : Nat) : List Nat → Nat
  | [] => 0
  | y :: ys => if x ≤ y then 1 else comparisons x ys + 1

def total : List Nat → List Nat → Nat
  | [], _ => 0
  | x :: xs, done => comparisons x done + total xs (x :: done)

theorem twice_total_le (xs done : List Nat) : 2 * total xs done ≤ xs.length * (xs.length + 2 * done.length) := by
  sorry
