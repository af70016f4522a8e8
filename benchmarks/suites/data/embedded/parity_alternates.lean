/-! Evenness computed by steps of two alternates. Source: Software Foundations, Induction, even_S. -/

def even : Nat → Bool
  | 0 => true
  | 1 => false
  | n + 2 => even n

theorem even_succ (n : Nat) : even (n + 1) = !even n := by
  sorry
