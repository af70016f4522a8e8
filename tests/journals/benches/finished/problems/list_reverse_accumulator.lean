/-! Reversing with an accumulator gives what reversing by appending gives. Source: Ireland and Bundy (1996): qrev. -/

def rev {α : Type} : List α → List α
  | [] => []
  | x :: xs => rev xs ++ [x]

def revOnto {α : Type} : List α → List α → List α
  | [], acc => acc
  | x :: xs, acc => revOnto xs (x :: acc)

theorem revOnto_nil {α : Type} (xs : List α) : revOnto xs [] = rev xs := by
  sorry
