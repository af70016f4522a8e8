/-! Reversing with an accumulator keeps the number of members.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): the length of qrev. -/

def revOnto {α : Type} : List α → List α → List α
  | [], acc => acc
  | x :: xs, acc => revOnto xs (x :: acc)

theorem revOnto_length {α : Type} (xs acc : List α) : (revOnto xs acc).length = xs.length + acc.length := by
  sorry
