/- Integers: natural numbers among them, and the rules by which `norm_cast` and `push_cast` move `↑`. -/
prelude
import Init.Omega.Front
set_option autoImplicit false

namespace Int
@[simp, norm_cast] theorem cast_ofNat_Int {n : Nat} : ((no_index (OfNat.ofNat n) : Nat) : Int) = OfNat.ofNat n := rfl
@[simp] theorem ofNat_zero : ((0 : Nat) : Int) = 0 := rfl
@[simp] theorem ofNat_one : ((1 : Nat) : Int) = 1 := rfl
theorem natCast_zero : ((0 : Nat) : Int) = 0 := rfl
theorem natCast_one : ((1 : Nat) : Int) = 1 := rfl
@[norm_cast] theorem natCast_inj {m n : Nat} : (m : Int) = n ↔ m = n := ofNat_inj
@[simp] theorem natCast_eq_zero {n : Nat} : (n : Int) = 0 ↔ n = 0 := ofNat_inj
@[simp] theorem natCast_pos {n : Nat} : 0 < (n : Int) ↔ 0 < n := ofNat_lt
theorem natCast_dvd_natCast {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n := ofNat_dvd
theorem natCast_sub {n m : Nat} : n ≤ m → ((m - n : Nat) : Int) = m - n := ofNat_sub
end Int
attribute [simp] Int.ofNat_inj Int.ofNat_le Int.ofNat_lt
attribute [norm_cast] Int.ofNat_le Int.ofNat_lt Int.natCast_add Int.natCast_mul Int.natCast_succ Int.natCast_sub
  Int.natCast_pow Int.natCast_ediv Int.natCast_emod Int.natCast_dvd_natCast
