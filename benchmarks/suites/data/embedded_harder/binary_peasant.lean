/-! Multiplication by doubling and halving gives the product. Source: the Rhind papyrus; peasant multiplication. -/

def peasant : Nat → Nat → Nat → Nat
  | 0, _, _ => 0
  | fuel + 1, m, n => if m = 0 then 0 else (if m % 2 = 1 then n else 0) + peasant fuel (m / 2) (n + n)

theorem peasant_eq_mul (fuel m n : Nat) (h : m ≤ fuel) : peasant fuel m n = m * n := by
  sorry
