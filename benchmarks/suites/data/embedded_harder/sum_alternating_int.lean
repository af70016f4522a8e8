/-! The numbers up to 2n with changing signs sum to n. Source: folklore; alternating sums. -/

def alternating : Nat → Int
  | 0 => 0
  | n + 1 => (n + 1 : Nat) - alternating n

theorem alternating_double (n : Nat) : alternating (2 * n) = n := by
  sorry
