/-! The binary logarithm of a power of two is its exponent. Source: folklore; well-founded recursion. -/

def log (n : Nat) : Nat := if n ≤ 1 then 0 else log (n / 2) + 1
termination_by n
decreasing_by omega

theorem log_pow (n : Nat) : log (2 ^ n) = n := by
  sorry
