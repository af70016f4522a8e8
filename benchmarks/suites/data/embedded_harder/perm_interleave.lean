/-! Two lists interleaved are a permutation of one behind the other. Source: folklore; shuffles. -/

open List

def interleave {α : Type} : List α → List α → List α
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => x :: y :: interleave xs ys

theorem interleave_perm {α : Type} (xs ys : List α) : interleave xs ys ~ xs ++ ys := by
  sorry
