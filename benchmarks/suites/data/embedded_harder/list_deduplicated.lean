/-! A list without its repetitions has no member twice, and has what the list has.
Source: folklore; removing duplicates. -/

def has (a : Nat) : List Nat → Bool
  | [] => false
  | x :: xs => if x = a then true else has a xs

def distinct : List Nat → List Nat
  | [] => []
  | x :: xs => if has x xs then distinct xs else x :: distinct xs

theorem distinct_nodup (xs : List Nat) : (distinct xs).Nodup ∧ ∀ a, has a (distinct xs) = has a xs := by
  sorry
