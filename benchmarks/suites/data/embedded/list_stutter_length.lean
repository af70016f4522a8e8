/-! A list with every member written twice is twice as long. Source: folklore; every member twice. -/

def stutter {α : Type} : List α → List α
  | [] => []
  | x :: xs => x :: x :: stutter xs

theorem stutter_length {α : Type} (xs : List α) : (stutter xs).length = 2 * xs.length := by
  sorry
