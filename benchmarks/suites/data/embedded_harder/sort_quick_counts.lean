/-! Quicksort keeps how often each number is there, if it is given steps enough. Source: Hoare, Quicksort (1961). -/

def quick : Nat → List Nat → List Nat
  | 0, _ => []
  | _ + 1, [] => []
  | n + 1, x :: xs => quick n (xs.filter (· < x)) ++ x :: quick n (xs.filter (x ≤ ·))

theorem count_quick (a n : Nat) (xs : List Nat) (h : xs.length ≤ n) : (quick n xs).count a = xs.count a := by
  sorry
