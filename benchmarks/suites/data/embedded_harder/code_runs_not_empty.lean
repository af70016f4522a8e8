/-! No run of an encoded list is empty. Source: folklore; run-length encoding. -/

def encode : List Nat → List (Nat × Nat)
  | [] => []
  | x :: xs =>
    match encode xs with
    | [] => [(x, 1)]
    | (y, n) :: rest => if x = y then (y, n + 1) :: rest else (x, 1) :: (y, n) :: rest

theorem runs_positive (xs : List Nat) (p : Nat × Nat) (h : p ∈ encode xs) : 0 < p.2 := by
  sorry
