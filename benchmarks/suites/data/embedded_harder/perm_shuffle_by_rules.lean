/-! A list that is shuffled together from two is a permutation of one behind the other. Source: folklore; shuffles. -/

open List

inductive Shuffle {α : Type} : List α → List α → List α → Prop where
  | nil : Shuffle [] [] []
  | left (x : α) (xs ys zs : List α) (h : Shuffle xs ys zs) : Shuffle (x :: xs) ys (x :: zs)
  | right (y : α) (xs ys zs : List α) (h : Shuffle xs ys zs) : Shuffle xs (y :: ys) (y :: zs)

theorem shuffle_perm {α : Type} (xs ys zs : List α) (h : Shuffle xs ys zs) : zs ~ xs ++ ys := by
  sorry
