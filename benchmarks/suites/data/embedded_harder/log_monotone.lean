/-! The binary logarithm of the greater number is not less. Source: folklore; well-founded recursion. -/

def log (n : Nat) : Nat := if n ≤ 1 then 0 else log (n / 2) + 1
termination_by n
decreasing_by omega

theorem log_le (m n : Nat) (h : m ≤ n) : log m ≤ log n := by
  sorry
