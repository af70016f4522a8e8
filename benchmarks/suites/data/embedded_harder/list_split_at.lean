/-! The two parts that a list is split into with an accumulator make the list again. Source: folklore; splitting. -/

def splitOnto {α : Type} : Nat → List α → List α → List α × List α
  | 0, xs, before => (before.reverse, xs)
  | _ + 1, [], before => (before.reverse, [])
  | n + 1, x :: xs, before => splitOnto n xs (x :: before)

theorem split_append {α : Type} (n : Nat) (xs : List α) : (splitOnto n xs []).1 ++ (splitOnto n xs []).2 = xs := by
  sorry
