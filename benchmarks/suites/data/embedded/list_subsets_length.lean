/-! A list of n members has 2 to the n sublists. Source: folklore; a set of n elements has 2 to the n subsets. -/

def sublists {α : Type} : List α → List (List α)
  | [] => [[]]
  | x :: xs => sublists xs ++ (sublists xs).map (x :: ·)

theorem sublists_length {α : Type} (xs : List α) : (sublists xs).length = 2 ^ xs.length := by
  sorry
