/-! The members that pass a test and those that fail it are as many as all.
Source: folklore; a filter and its complement. -/

theorem partition_length {α : Type} (p : α → Bool) (xs : List α) :
    (xs.filter p).length + (xs.filter fun x => !p x).length = xs.length := by
  sorry
