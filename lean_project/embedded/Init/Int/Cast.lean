/- Integers: natural numbers among them, the rules by which `norm_cast` and `push_cast` move `↑`, those that `simp` uses by
   itself, and divisibility decided. -/
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

theorem dvd_eq_true_of_mod_eq_zero {a b : Int} (h : (b % a == 0) = true) : (a ∣ b) = True :=
  eq_true (dvd_of_emod_eq_zero (eq_of_beq h))
theorem dvd_eq_false_of_mod_ne_zero {a b : Int} (h : (b % a != 0) = true) : (a ∣ b) = False :=
  eq_false fun d => bne_iff_ne.mp h (emod_eq_zero_of_dvd d)
instance decidableDvd : DecidableRel fun a b : Int => a ∣ b := fun a b =>
  decidable_of_iff (b % a = 0) ⟨dvd_of_emod_eq_zero, emod_eq_zero_of_dvd⟩
end Int
attribute [simp] Int.ofNat_inj Int.ofNat_le Int.ofNat_lt
attribute [norm_cast] Int.ofNat_le Int.ofNat_lt Int.natCast_add Int.natCast_mul Int.natCast_succ Int.natCast_sub
  Int.natCast_pow Int.natCast_ediv Int.natCast_emod Int.natCast_dvd_natCast
attribute [simp] Int.dvd_mul_left Int.dvd_mul_right Int.dvd_refl Int.dvd_zero Int.ediv_neg Int.le_refl Int.lt_irrefl
  Int.mul_ediv_cancel_left Int.natAbs_eq_zero Int.natAbs_neg Int.natCast_add Int.natCast_ediv Int.natCast_emod
  Int.natCast_mul Int.natCast_nonneg Int.natCast_pow Int.negSucc_lt_zero Int.neg_eq_zero Int.neg_le_neg_iff Int.not_le
  Int.not_lt Int.pow_zero Int.sub_nonneg Int.zero_ediv
