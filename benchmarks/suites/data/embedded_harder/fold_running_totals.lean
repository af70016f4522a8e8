/-! The last of the running totals is the sum. Source: Bird, Theory of Lists; scans. -/

def totals (n : Nat) : List Nat → List Nat
  | [] => [n]
  | x :: xs => n :: totals (n + x) xs

theorem last_total (n : Nat) (xs : List Nat) : (totals n xs).getLast? = some (n + xs.sum) := by
  sorry
