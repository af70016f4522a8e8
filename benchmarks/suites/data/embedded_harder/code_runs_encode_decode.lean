/-! Runs that are not empty and differ from their neighbours are what their decoding is encoded to.
Source: folklore; run-length encoding. -/

def encode : List Nat → List (Nat × Nat)
  | [] => []
  | x :: xs =>
    match encode xs with
    | [] => [(x, 1)]
    | (y, n) :: rest => if x = y then (y, n + 1) :: rest else (x, 1) :: (y, n) :: rest

def decode : List (Nat × Nat) → List Nat
  | [] => []
  | (x, n) :: rest => List.replicate n x ++ decode rest

def Proper : List (Nat × Nat) → Prop
  | [] => True
  | [(_, n)] => 0 < n
  | (x, n) :: (y, m) :: rest => 0 < n ∧ x ≠ y ∧ Proper ((y, m) :: rest)

theorem encode_decode (ps : List (Nat × Nat)) (h : Proper ps) : encode (decode ps) = ps := by
  sorry
