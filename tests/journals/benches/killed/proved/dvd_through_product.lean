/-! A divisor of one factor divides the product of three. Source: Euclid, Elements VII; divisibility is transitive. -/

theorem dvd_through (a b c d : Nat) (h : a ∣ c) : a ∣ b * c * d := by
  induction h <;> simp_all [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, Nat.mul_left_comm, Nat.mul_assoc]
