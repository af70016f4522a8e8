/-! The sum of the steps of a sequence is its last value minus its first. Source: folklore; telescoping sums. -/

def sum (n : Nat) (f : Nat → Int) : Int :=
  match n with
  | 0 => 0
  | n + 1 => sum n f + f n

theorem sum_of_steps (f : Nat → Int) (m n : Nat) : sum n (fun i => f (m + i + 1) - f (m + i)) = f (m + n) - f m := by
  sorry
