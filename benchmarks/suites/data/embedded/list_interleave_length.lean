/-! Two lists interleaved are as long as both together. Source: Software Foundations, Lists, alternate. -/

def interleave {α : Type} : List α → List α → List α
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => x :: y :: interleave xs ys

theorem interleave_length {α : Type} (xs ys : List α) : (interleave xs ys).length = xs.length + ys.length := by
  sorry
