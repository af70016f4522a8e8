/-! A sum taken from the last term to the first is the same. Source: folklore; sums. -/

def sum (n : Nat) (f : Nat → Nat) : Nat :=
  match n with
  | 0 => 0
  | n + 1 => sum n f + f n

theorem sum_reversed (n : Nat) (f : Nat → Nat) : sum n (fun i => f (n - 1 - i)) = sum n f := by
  sorry
