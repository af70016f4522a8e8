/-! A list whose neighbours are in order is in order throughout. Source: folklore; sorted lists. -/

def Steps : List Nat → Prop
  | [] => True
  | [_] => True
  | x :: y :: ys => x ≤ y ∧ Steps (y :: ys)

theorem pairwise_of_steps (xs : List Nat) (h : Steps xs) : xs.Pairwise (· ≤ ·) := by
  sorry
