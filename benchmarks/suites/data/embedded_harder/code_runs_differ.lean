/-! Neighbouring runs of an encoded list have different values. Source: folklore; run-length encoding. -/

def encode : List Nat → List (Nat × Nat)
  | [] => []
  | x :: xs =>
    match encode xs with
    | [] => [(x, 1)]
    | (y, n) :: rest => if x = y then (y, n + 1) :: rest else (x, 1) :: (y, n) :: rest

def Differ : List (Nat × Nat) → Prop
  | [] => True
  | [_] => True
  | p :: q :: rest => p.1 ≠ q.1 ∧ Differ (q :: rest)

theorem runs_differ (xs : List Nat) : Differ (encode xs) := by
  sorry
