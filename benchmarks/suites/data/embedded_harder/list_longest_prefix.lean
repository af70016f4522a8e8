/-! What two lists begin with, their common beginning begins with. Source: folklore; prefixes. -/

def common : List Nat → List Nat → List Nat
  | x :: xs, y :: ys => if x = y then x :: common xs ys else []
  | _, _ => []

theorem common_longest (ps xs ys : List Nat) (hx : ∃ rest, xs = ps ++ rest) (hy : ∃ rest, ys = ps ++ rest) :
    ∃ rest, common xs ys = ps ++ rest := by
  sorry
