/-! A list is a permutation of the members at even places, and those at odd places behind them.
Source: folklore; unriffling. -/

open List

def evens {α : Type} : List α → List α
  | [] => []
  | [x] => [x]
  | x :: _ :: xs => x :: evens xs

def odds {α : Type} : List α → List α
  | [] => []
  | [_] => []
  | _ :: y :: xs => y :: odds xs

theorem evens_odds_perm {α : Type} (xs : List α) : evens xs ++ odds xs ~ xs := by
  sorry
