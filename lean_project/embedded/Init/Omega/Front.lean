/- The facts that `omega` feeds itself with. -/
prelude
import Init.Omega.Constraint
import Init.Nat.Bitwise
import Init.Nat.Parity
import Init.Fin
-- Not in Lean's documentation: Int.neg_le_natAbs
set_option autoImplicit false
universe u v

theorem le_of_le_of_eq {α : Type u} [LE α] {a b c : α} (h₁ : a ≤ b) (h₂ : b = c) : a ≤ c := h₂ ▸ h₁
theorem Decidable.not_or_of_imp {a b : Prop} [Decidable a] (h : a → b) : ¬a ∨ b :=
  if ha : a then .inr (h ha) else .inl ha

namespace Int
protected theorem pow_succ (m : Int) (n : Nat) : m ^ n.succ = m ^ n * m := rfl
protected theorem pow_zero (b : Int) : b ^ 0 = 1 := rfl
theorem natCast_ediv (m n : Nat) : ((m / n : Nat) : Int) = m / n := rfl
theorem natCast_emod (m n : Nat) : ((m % n : Nat) : Int) = m % n := rfl
theorem natCast_pow (a b : Nat) : ((a ^ b : Nat) : Int) = (a : Int) ^ b := by
  induction b with
  | zero => rfl
  | succ b ih => rw [Nat.pow_succ, natCast_mul, ih]; rfl
theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_nonneg n
protected theorem min_le_left (a b : Int) : min a b ≤ a := (Int.le_min.1 (Int.le_refl _)).1
protected theorem min_le_right (a b : Int) : min a b ≤ b := (Int.le_min.1 (Int.le_refl _)).2
protected theorem le_max_left (a b : Int) : a ≤ max a b := (Int.max_le.1 (Int.le_refl _)).1
protected theorem le_max_right (a b : Int) : b ≤ max a b := (Int.max_le.1 (Int.le_refl _)).2
theorem toNat_eq_max (a : Int) : (toNat a : Int) = max a 0 := by
  rcases Int.le_total 0 a with h | h
  · rw [toNat_of_nonneg h, Int.max_def]; split
    · rename_i h'; exact Int.le_antisymm h' h
    · rfl
  · rw [Int.max_def, if_pos h]
    cases a with
    | ofNat n => exact Int.le_antisymm h (ofNat_nonneg n)
    | negSucc n => rfl
theorem neg_le_natAbs {a : Int} : -a ≤ natAbs a := by
  have h := le_natAbs (a := -a); rw [natAbs_neg] at h; exact h
end Int

namespace Lean.Omega
namespace Int
theorem ofNat_pow (a b : Nat) : ((a ^ b : Nat) : Int) = (a : Int) ^ b := Int.natCast_pow a b
theorem pos_pow_of_pos (a : Int) (b : Nat) (h : 0 < a) : 0 < a ^ b := by
  obtain ⟨n, rfl⟩ := Int.eq_ofNat_of_zero_le (Int.le_of_lt h)
  rw [← ofNat_pow]
  exact Int.ofNat_lt.2 (Nat.pow_pos (Int.ofNat_lt.1 h))
theorem ofNat_pos {a : Nat} : 0 < (a : Int) ↔ 0 < a := Int.ofNat_lt
theorem ofNat_pos_of_pos {a : Nat} (h : 0 < a) : 0 < (a : Int) := ofNat_pos.2 h
theorem natCast_ofNat {x : Nat} : @Nat.cast Int instNatCastInt (OfNat.ofNat x) = OfNat.ofNat x := rfl
theorem ofNat_lt_of_lt {x y : Nat} (h : x < y) : (x : Int) < (y : Int) := Int.ofNat_lt.2 h
theorem ofNat_le_of_le {x y : Nat} (h : x ≤ y) : (x : Int) ≤ (y : Int) := Int.ofNat_le.2 h
theorem emod_ofNat_nonneg {x : Nat} {y : Int} : 0 ≤ (x : Int) % y := Int.ofNat_zero_le _
theorem lt_of_not_ge {x y : Int} (h : ¬ (x ≤ y)) : y < x := Int.not_le.1 h
theorem lt_of_not_le {x y : Int} (h : ¬ (x ≤ y)) : y < x := Int.not_le.1 h
theorem not_le_of_lt {x y : Int} (h : y < x) : ¬ (x ≤ y) := Int.not_le.2 h
theorem lt_le_asymm {x y : Int} (h₁ : y < x) (h₂ : x ≤ y) : False := Int.not_le.2 h₁ h₂
theorem le_lt_asymm {x y : Int} (h₁ : y ≤ x) (h₂ : x < y) : False := Int.not_lt.2 h₁ h₂
theorem le_of_not_gt {x y : Int} (h : ¬ (y > x)) : y ≤ x := Int.not_lt.1 h
theorem not_lt_of_ge {x y : Int} (h : y ≥ x) : ¬ (y < x) := Int.not_lt.2 h
theorem le_of_not_lt {x y : Int} (h : ¬ (x < y)) : y ≤ x := Int.not_lt.1 h
theorem not_lt_of_le {x y : Int} (h : y ≤ x) : ¬ (x < y) := Int.not_lt.2 h
theorem add_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a + c = b + d := by rw [h₁, h₂]
theorem mul_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a * c = b * d := by rw [h₁, h₂]
theorem mul_congr_left {a b : Int} (h₁ : a = b) (c : Int) : a * c = b * c := by rw [h₁]
theorem sub_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a - c = b - d := by rw [h₁, h₂]
theorem neg_congr {a b : Int} (h₁ : a = b) : -a = -b := by rw [h₁]
theorem lt_of_gt {x y : Int} (h : x > y) : y < x := h
theorem le_of_ge {x y : Int} (h : x ≥ y) : y ≤ x := h
theorem ofNat_mul_nonneg {a b : Nat} : 0 ≤ (a : Int) * b := Int.ofNat_zero_le (a * b)
theorem ofNat_sub_eq_zero {b a : Nat} (h : ¬ b ≤ a) : ((a - b : Nat) : Int) = 0 :=
  congrArg Int.ofNat (Nat.sub_eq_zero_of_le (Nat.le_of_lt (Nat.gt_of_not_le h)))
theorem ofNat_sub_dichotomy {a b : Nat} : b ≤ a ∧ ((a - b : Nat) : Int) = a - b ∨ a < b ∧ ((a - b : Nat) : Int) = 0 := by
  by_cases h : b ≤ a
  · exact .inl ⟨h, Int.ofNat_sub h⟩
  · exact .inr ⟨Nat.gt_of_not_le h, ofNat_sub_eq_zero h⟩
theorem ofNat_shiftLeft_eq {x y : Nat} : ((x <<< y : Nat) : Int) = (x : Int) * (2 ^ y : Nat) := rfl
theorem ofNat_shiftRight_eq_div_pow {x y : Nat} : ((x >>> y : Nat) : Int) = (x : Int) / (2 ^ y : Nat) := rfl
theorem ofNat_congr {a b : Nat} (h : a = b) : (a : Int) = (b : Int) := congrArg _ h
theorem ofNat_sub_sub {a b c : Nat} : ((a - b - c : Nat) : Int) = ((a - (b + c) : Nat) : Int) := by rw [Nat.sub_sub]
theorem ofNat_min (a b : Nat) : ((min a b : Nat) : Int) = min (a : Int) (b : Int) := by
  rw [Nat.min_def, Int.min_def]
  by_cases h : a ≤ b
  · rw [if_pos h, if_pos (Int.ofNat_le.2 h)]
  · rw [if_neg h, if_neg fun h' => h (Int.ofNat_le.1 h')]
theorem ofNat_max (a b : Nat) : ((max a b : Nat) : Int) = max (a : Int) (b : Int) := by
  rw [Nat.max_def, Int.max_def]
  by_cases h : a ≤ b
  · rw [if_pos h, if_pos (Int.ofNat_le.2 h)]
  · rw [if_neg h, if_neg fun h' => h (Int.ofNat_le.1 h')]
theorem ofNat_natAbs (a : Int) : (a.natAbs : Int) = if 0 ≤ a then a else -a := by
  by_cases h : 0 ≤ a
  · rw [if_pos h, Int.natAbs_of_nonneg h]
  · rw [if_neg h, Int.ofNat_natAbs_of_nonpos (Int.le_of_lt (Int.not_le.1 h))]
theorem natAbs_dichotomy {a : Int} : 0 ≤ a ∧ a.natAbs = a ∨ a < 0 ∧ a.natAbs = -a := by
  by_cases h : 0 ≤ a
  · exact .inl ⟨h, Int.natAbs_of_nonneg h⟩
  · exact .inr ⟨Int.not_le.1 h, Int.ofNat_natAbs_of_nonpos (Int.le_of_lt (Int.not_le.1 h))⟩
theorem neg_le_natAbs {a : Int} : -a ≤ a.natAbs := _root_.Int.neg_le_natAbs
theorem ofNat_fst_mk {β : Type v} {x : Nat} {y : β} : (Prod.mk x y).fst = (x : Int) := rfl
theorem ofNat_snd_mk {α : Type u} {x : α} {y : Nat} : (Prod.mk x y).snd = (y : Int) := rfl
end Int
namespace Nat
theorem lt_of_gt {x y : Nat} (h : x > y) : y < x := h
theorem le_of_ge {x y : Nat} (h : x ≥ y) : y ≤ x := h
end Nat
namespace Fin
variable {n : Nat} {i j : Fin n}
theorem not_le : ¬i ≤ j ↔ j < i := Nat.not_le
theorem not_lt : ¬i < j ↔ j ≤ i := Nat.not_lt
protected theorem lt_of_not_le (h : ¬i ≤ j) : j < i := Fin.not_le.1 h
protected theorem le_of_not_lt (h : ¬i < j) : j ≤ i := Fin.not_lt.1 h
theorem lt_or_gt_of_ne (h : i ≠ j) : i < j ∨ i > j := Nat.lt_or_gt_of_ne (_root_.Fin.val_ne_iff.2 h)
theorem ne_iff_lt_or_gt : i ≠ j ↔ i < j ∨ i > j :=
  ⟨lt_or_gt_of_ne, fun h e => h.elim (fun h => Nat.lt_irrefl j.val (e ▸ h)) fun h => Nat.lt_irrefl j.val (e ▸ h)⟩
theorem ofNat_val_add {x y : Fin n} : ((x + y : Fin n).val : Int) = ((x.val : Int) + (y.val : Int)) % n := rfl
theorem ofNat_val_sub {x y : Fin n} : ((x - y : Fin n).val : Int) = (((n - y.val : Nat) : Int) + (x.val : Int)) % n := rfl
theorem ofNat_val_mul {x y : Fin n} : ((x * y : Fin n).val : Int) = ((x.val : Int) * (y.val : Int)) % n := rfl
theorem ofNat_val_natCast {n x y : Nat} (h : y = x % (n + 1)) : ((OfNat.ofNat x : Fin (n + 1)).val : Int) = OfNat.ofNat y :=
  congrArg Int.ofNat h.symm
end Fin
namespace Prod
theorem of_lex {α : Type u} {r : α → α → Prop} {β : Type v} {s : β → β → Prop} {p q : α × β} (w : Prod.Lex r s p q) :
    r p.1 q.1 ∨ p.1 = q.1 ∧ s p.2 q.2 := by
  cases w with
  | left _ _ h => exact .inl h
  | right _ h => exact .inr ⟨rfl, h⟩
theorem of_not_lex {α : Type u} {r : α → α → Prop} [DecidableEq α] {β : Type v} {s : β → β → Prop} {p q : α × β}
    (w : ¬Prod.Lex r s p q) : ¬r p.1 q.1 ∧ (p.1 ≠ q.1 ∨ ¬s p.2 q.2) := by
  obtain ⟨a, b⟩ := p
  obtain ⟨a', b'⟩ := q
  refine ⟨fun h => w (.left _ _ h), ?_⟩
  by_cases e : a = a'
  · subst e; exact .inr fun h => w (.right _ h)
  · exact .inl e
theorem fst_mk {α : Type u} {x : α} {β : Type v} {y : β} : (Prod.mk x y).fst = x := rfl
theorem snd_mk {α : Type u} {x : α} {β : Type v} {y : β} : (Prod.mk x y).snd = y := rfl
end Prod
end Lean.Omega

namespace Lean.Omega
theorem and_not_not_of_not_or {p q : Prop} (h : ¬ (p ∨ q)) : ¬ p ∧ ¬ q := not_or.mp h
theorem Decidable.or_not_not_of_not_and {p q : Prop} [Decidable p] [Decidable q] (h : ¬ (p ∧ q)) : ¬ p ∨ ¬ q :=
  _root_.Decidable.not_and_iff_or_not.mp h
theorem Decidable.and_or_not_and_not_of_iff {p q : Prop} [Decidable q] (h : p ↔ q) : (p ∧ q) ∨ (¬p ∧ ¬q) :=
  if hq : q then .inl ⟨h.mpr hq, hq⟩ else .inr ⟨fun hp => hq (h.mp hp), hq⟩
theorem Decidable.and_not_or_not_and_of_not_iff {a b : Prop} [Decidable a] [Decidable b] (h : ¬ (a ↔ b)) : a ∧ ¬b ∨ ¬a ∧ b :=
  if ha : a then if hb : b then (h ⟨fun _ => hb, fun _ => ha⟩).elim else .inl ⟨ha, hb⟩
  else if hb : b then .inr ⟨ha, hb⟩ else (h ⟨fun x => (ha x).elim, fun x => (hb x).elim⟩).elim
theorem Decidable.and_not_of_not_imp {a b : Prop} [Decidable a] (h : ¬(a → b)) : a ∧ ¬b :=
  _root_.Decidable.not_imp_iff_and_not.mp h
theorem ite_disjunction {α : Type u} {P : Prop} [Decidable P] {a b : α} :
    (P ∧ (if P then a else b) = a) ∨ (¬ P ∧ (if P then a else b) = b) :=
  if h : P then .inl ⟨h, if_pos h⟩ else .inr ⟨h, if_neg h⟩
end Lean.Omega
