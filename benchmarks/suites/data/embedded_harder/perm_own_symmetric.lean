/-! Permutations, given by rules of our own, go both ways. Source: Software Foundations, IndProp, Permutation. -/

inductive Permutes {α : Type} : List α → List α → Prop where
  | nil : Permutes [] []
  | skip (x : α) (xs ys : List α) (h : Permutes xs ys) : Permutes (x :: xs) (x :: ys)
  | swap (x y : α) (xs : List α) : Permutes (x :: y :: xs) (y :: x :: xs)
  | trans (xs ys zs : List α) (h : Permutes xs ys) (h' : Permutes ys zs) : Permutes xs zs

theorem permutes_symm {α : Type} (xs ys : List α) (h : Permutes xs ys) : Permutes ys xs := by
  sorry
