/-! What divides the greatest common divisor of a list is what divides all its members.
Source: folklore; greatest common divisors. -/

def gcdAll : List Nat → Nat
  | [] => 0
  | x :: xs => Nat.gcd x (gcdAll xs)

theorem divides_iff (d : Nat) (xs : List Nat) : d ∣ gcdAll xs ↔ ∀ x, x ∈ xs → d ∣ x := by
  sorry
