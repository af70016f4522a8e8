/-! The halves of a number and of its successor add up to the number. Source: folklore; the two halves of a number. -/

def half : Nat → Nat
  | 0 => 0
  | 1 => 0
  | n + 2 => half n + 1

theorem half_add_half (n : Nat) : half n + half (n + 1) = n := by
  sorry
