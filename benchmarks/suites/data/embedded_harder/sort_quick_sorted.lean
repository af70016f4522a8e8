/-! Quicksort puts the members in order. Source: Hoare, Quicksort (1961). -/

def quick : Nat → List Nat → List Nat
  | 0, _ => []
  | _ + 1, [] => []
  | n + 1, x :: xs => quick n (xs.filter (· < x)) ++ x :: quick n (xs.filter (x ≤ ·))

theorem quick_sorted (n : Nat) (xs : List Nat) : (quick n xs).Pairwise (· ≤ ·) := by
  sorry
