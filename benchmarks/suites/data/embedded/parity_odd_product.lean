/-! The product of three numbers is odd only when all of them are. Source: folklore; odd products. -/

theorem odd_product (a b c : Nat) (h : a * b * c % 2 = 1) : a % 2 = 1 ∧ b % 2 = 1 ∧ c % 2 = 1 := by
  sorry
