/-! Six divides the product of three numbers in a row. Source: folklore; the product of three numbers in a row. -/

theorem six_divides (n : Nat) : 6 ∣ n * (n + 1) * (n + 2) := by
  sorry
