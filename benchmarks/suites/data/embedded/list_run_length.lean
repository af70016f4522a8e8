/-! A list encoded by the lengths of its runs is decoded to itself. Source: folklore; run-length encoding. -/

def encode : List Nat → List (Nat × Nat)
  | [] => []
  | x :: xs =>
    match encode xs with
    | [] => [(x, 1)]
    | (y, n) :: rest => if x = y then (y, n + 1) :: rest else (x, 1) :: (y, n) :: rest

def decode : List (Nat × Nat) → List Nat
  | [] => []
  | (x, n) :: rest => List.replicate n x ++ decode rest

theorem decode_encode (xs : List Nat) : decode (encode xs) = xs := by
  sorry
