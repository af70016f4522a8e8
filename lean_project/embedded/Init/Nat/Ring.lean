/- Natural numbers: numerals out of products, so that `omega` sees them. -/
prelude
import Init.Nat.Order
-- Not in Lean's documentation: Nat.lit_mul, Nat.mul_mul_lit
theorem Nat.mul_mul_lit (n m k : Nat) : n * (m * no_index (OfNat.ofNat k)) = n * m * OfNat.ofNat k := (Nat.mul_assoc ..).symm
theorem Nat.lit_mul (n k : Nat) : (no_index (OfNat.ofNat k)) * n = n * OfNat.ofNat k := Nat.mul_comm ..
