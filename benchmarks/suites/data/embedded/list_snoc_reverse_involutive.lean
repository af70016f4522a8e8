/-! A list reversed twice is the list, where reversing puts each member at the end.
Source: Boyer and Moore, A Computational Logic: a list reversed twice. -/

def snoc {α : Type} : List α → α → List α
  | [], y => [y]
  | x :: xs, y => x :: snoc xs y

def rev {α : Type} : List α → List α
  | [] => []
  | x :: xs => snoc (rev xs) x

theorem rev_involutive {α : Type} (xs : List α) : rev (rev xs) = xs := by
  sorry
