/-! The greatest of a list is one of its members and none is above it. Source: folklore; maximum. -/

def greatest : Nat → List Nat → Nat
  | m, [] => m
  | m, x :: xs => greatest (if m ≤ x then x else m) xs

theorem greatest_spec (m : Nat) (xs : List Nat) : greatest m xs ∈ m :: xs ∧ ∀ a, a ∈ m :: xs → a ≤ greatest m xs := by
  sorry
