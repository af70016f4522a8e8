/-! A number that divides `a` and `b` divides every combination of the two. -/

theorem divides_combination (d a b x y : Nat) (ha : d ∣ a) (hb : d ∣ b) : d ∣ a * x + b * y := by
  sorry
