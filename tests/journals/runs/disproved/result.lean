theorem right (a : Nat) : a + 0 = a := by
  rfl

theorem wrong (a b : Nat) : a + 1 = b := by
  sorry
