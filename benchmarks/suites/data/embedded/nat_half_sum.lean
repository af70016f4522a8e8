/-! Half of a number and itself is the number.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): half (x + x) = x. -/

def half : Nat → Nat
  | 0 => 0
  | 1 => 0
  | n + 2 => half n + 1

theorem half_double (n : Nat) : half (n + n) = n := by
  sorry
