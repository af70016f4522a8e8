/-! A list is a permutation of those members that pass a test, and the others behind them.
Source: folklore; partitions. -/

open List

theorem filter_split {α : Type} (p : α → Bool) (xs : List α) : xs ~ xs.filter p ++ xs.filter (fun x => !p x) := by
  sorry
