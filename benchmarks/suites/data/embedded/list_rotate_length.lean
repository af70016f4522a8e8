/-! A list rotated as often as it is long is the list.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): rotate (length x) x = x. -/

def rotate {α : Type} : Nat → List α → List α
  | 0, xs => xs
  | _ + 1, [] => []
  | n + 1, x :: xs => rotate n (xs ++ [x])

theorem rotate_length {α : Type} (xs : List α) : rotate xs.length xs = xs := by
  sorry
