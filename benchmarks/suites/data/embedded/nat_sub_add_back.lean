/-! What is subtracted and added again, when there was enough to subtract from. Source: folklore. -/

theorem sub_add_back (a b c : Nat) (h : b ≤ a) : a - b + (b + c) = a + c := by
  sorry
