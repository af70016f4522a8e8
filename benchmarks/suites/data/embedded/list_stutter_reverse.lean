/-! Writing every member twice and reversing may be done in either order. Source: folklore. -/

def stutter {α : Type} : List α → List α
  | [] => []
  | x :: xs => x :: x :: stutter xs

theorem stutter_reverse {α : Type} (xs : List α) : stutter xs.reverse = (stutter xs).reverse := by
  sorry
