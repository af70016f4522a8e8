/-! If three divides a square, it divides the number. Source: folklore; residues. -/

theorem three_of_square (n : Nat) (h : 3 ∣ n * n) : 3 ∣ n := by
  sorry
