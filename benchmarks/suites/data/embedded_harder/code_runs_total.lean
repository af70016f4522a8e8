/-! The lengths of all runs together are the length of the list. Source: folklore; run-length encoding. -/

def encode : List Nat → List (Nat × Nat)
  | [] => []
  | x :: xs =>
    match encode xs with
    | [] => [(x, 1)]
    | (y, n) :: rest => if x = y then (y, n + 1) :: rest else (x, 1) :: (y, n) :: rest

theorem sum_of_runs (xs : List Nat) : ((encode xs).map Prod.snd).sum = xs.length := by
  sorry
