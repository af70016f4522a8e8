/-! A list reversed twice with an accumulator is the list.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): qrev (qrev x nil) nil = x. -/

def revOnto {α : Type} : List α → List α → List α
  | [], acc => acc
  | x :: xs, acc => revOnto xs (x :: acc)

theorem revOnto_revOnto {α : Type} (xs : List α) : revOnto (revOnto xs []) [] = xs := by
  sorry
