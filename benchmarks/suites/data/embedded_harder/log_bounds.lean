/-! Two to the binary logarithm of a number is not above it, and twice that is.
Source: folklore; well-founded recursion. -/

def log (n : Nat) : Nat := if n ≤ 1 then 0 else log (n / 2) + 1
termination_by n
decreasing_by omega

theorem log_bounds (n : Nat) (h : 0 < n) : 2 ^ log n ≤ n ∧ n < 2 ^ (log n + 1) := by
  sorry
