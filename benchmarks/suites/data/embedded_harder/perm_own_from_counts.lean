/-! Lists that have each number equally often are permutations of each other. Source: folklore; permutations. -/

inductive Permutes : List Nat → List Nat → Prop where
  | nil : Permutes [] []
  | skip (x : Nat) (xs ys : List Nat) (h : Permutes xs ys) : Permutes (x :: xs) (x :: ys)
  | swap (x y : Nat) (xs : List Nat) : Permutes (x :: y :: xs) (y :: x :: xs)
  | trans (xs ys zs : List Nat) (h : Permutes xs ys) (h' : Permutes ys zs) : Permutes xs zs

def times (a : Nat) : List Nat → Nat
  | [] => 0
  | x :: xs => if x = a then times a xs + 1 else times a xs

theorem permutes_of_times (xs ys : List Nat) (h : ∀ a, times a xs = times a ys) : Permutes xs ys := by
  sorry
