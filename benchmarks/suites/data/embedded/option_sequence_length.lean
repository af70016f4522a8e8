/-! A list of optional values that are all there gives a list of the same length.
Source: folklore; sequencing of partial results. -/

def sequence {α : Type} : List (Option α) → Option (List α)
  | [] => some []
  | none :: _ => none
  | some x :: rest => (sequence rest).map (x :: ·)

theorem sequence_length {α : Type} (xs : List (Option α)) (ys : List α) (h : sequence xs = some ys) :
    ys.length = xs.length := by
  sorry
