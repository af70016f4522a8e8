/-! The prefixes of a list, each reversed, are the suffixes of its reverse.
Source: Bird, Theory of Lists; inits and tails. -/

def prefixes {α : Type} : List α → List (List α)
  | [] => [[]]
  | x :: xs => [] :: (prefixes xs).map (x :: ·)

def suffixes {α : Type} : List α → List (List α)
  | [] => [[]]
  | x :: xs => (x :: xs) :: suffixes xs

theorem prefixes_reverse {α : Type} (xs : List α) :
    ((prefixes xs).map List.reverse).reverse = suffixes xs.reverse := by
  sorry
