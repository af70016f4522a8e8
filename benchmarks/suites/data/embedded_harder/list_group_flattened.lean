/-! A list cut into groups of equal neighbours is put together again. Source: folklore; grouping. -/

def attach (x : Nat) : List (List Nat) → List (List Nat)
  | (y :: ys) :: rest => if x = y then (x :: y :: ys) :: rest else [x] :: (y :: ys) :: rest
  | rest => [x] :: rest

def group : List Nat → List (List Nat)
  | [] => []
  | x :: xs => attach x (group xs)

theorem flatten_group (xs : List Nat) : (group xs).flatten = xs := by
  sorry
