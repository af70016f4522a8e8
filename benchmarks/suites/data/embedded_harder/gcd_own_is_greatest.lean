/-! What divides both numbers divides what Euclid's algorithm finds. Source: Euclid, Elements VII.2. -/

def gcd (a b : Nat) : Nat := if b = 0 then a else gcd b (a % b)
termination_by b
decreasing_by exact Nat.mod_lt _ (Nat.pos_of_ne_zero (by assumption))

theorem divides_gcd (d a b : Nat) (ha : d ∣ a) (hb : d ∣ b) : d ∣ gcd a b := by
  sorry
