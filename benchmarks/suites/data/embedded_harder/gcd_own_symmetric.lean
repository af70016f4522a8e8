/-! Euclid's algorithm finds the same, whichever number comes first. Source: Euclid, Elements VII.2. -/

def gcd (a b : Nat) : Nat := if b = 0 then a else gcd b (a % b)
termination_by b
decreasing_by exact Nat.mod_lt _ (Nat.pos_of_ne_zero (by assumption))

theorem gcd_symmetric (a b : Nat) : gcd a b = gcd b a := by
  sorry
