/-! Adding the same key twice changes nothing. Source: folklore; the one-time pad. -/

theorem xor_twice (a k : Bool) : Bool.xor (Bool.xor a k) k = a := by
  sorry
