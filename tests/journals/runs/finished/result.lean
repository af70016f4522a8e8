theorem first (a b : Nat) : a + b + 0 = a + b := by
  rfl

theorem second (a b : Nat) (h : a = b) : b + 0 = a := by
  exact h.symm
