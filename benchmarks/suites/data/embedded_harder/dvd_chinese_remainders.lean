/-! Two numbers that leave the same remainders by three and by five leave the same by fifteen.
Source: Sun Zi; remainders. -/

theorem remainders (a b : Nat) (h₃ : a % 3 = b % 3) (h₅ : a % 5 = b % 5) : a % 15 = b % 15 := by
  sorry
