/-! A number that divides a product and has nothing in common with one factor divides the other.
Source: folklore; Euclid's lemma. -/

theorem euclid (a b c : Nat) (h : Nat.gcd a b = 1) (hd : a ∣ b * c) : a ∣ c := by
  sorry
