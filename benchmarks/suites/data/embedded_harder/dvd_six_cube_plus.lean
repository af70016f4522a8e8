/-! Six divides the cube of a number plus five times the number. Source: folklore; residues. -/

theorem six_dvd (n : Nat) : 6 ∣ n * n * n + 5 * n := by
  sorry
