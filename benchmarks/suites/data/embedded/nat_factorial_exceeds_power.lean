/-! A power of two is at most the factorial of the next number. Source: folklore; an exercise in many textbooks. -/

def fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * fact n

theorem two_pow_le_fact (n : Nat) : 2 ^ n ≤ fact (n + 1) := by
  sorry
