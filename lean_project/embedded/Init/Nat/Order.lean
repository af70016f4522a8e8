/- Natural numbers: the order, subtraction against it, minimum and maximum, strong induction. -/
prelude
import Init.Nat.Basic
-- Mathlib's or Batteries': Nat.le_induction
-- Not in Lean's documentation: Nat.add_le_left_iff, Nat.add_le_right_iff, Nat.add_one_le_add_one,
--   Nat.add_one_lt_add_one, Nat.le_add_one, Nat.le_add_one_of_le, Nat.le_iff_exists_add, Nat.le_of_add_one_le,
--   Nat.le_of_add_one_le_add_one, Nat.le_or_lt, Nat.le_rfl, Nat.lt_of_add_one_lt_add_one, Nat.lt_of_eq_of_lt,
--   Nat.lt_or_le, Nat.mul_pos_iff, Nat.not_add_lt_self, Nat.not_eq_zero_of_lt, Nat.pos_of_mul_pos,
--   Nat.pos_pow_of_pos, Nat.pow_le_pow_of_le_left, Nat.pow_le_pow_of_le_right, Nat.strong_induction,
--   Nat.sub_add_one_of_le, Nat.sub_le_sub, Nat.zero_lt_add_one

set_option autoImplicit false
universe u

namespace Nat
variable {a b c d k l m n p q : Nat}

/-! ## The two relations -/

@[simp] protected theorem le_refl (n : Nat) : n ≤ n := Nat.le.refl
protected theorem le_rfl : n ≤ n := Nat.le.refl
theorem le_step (h : n ≤ m) : n ≤ succ m := Nat.le.step h
theorem le_succ_of_le (h : n ≤ m) : n ≤ succ m := Nat.le.step h
theorem le_add_one_of_le (h : n ≤ m) : n ≤ m + 1 := Nat.le.step h
theorem le_succ (n : Nat) : n ≤ succ n := Nat.le.step Nat.le.refl
@[simp] theorem le_add_one (n : Nat) : n ≤ n + 1 := Nat.le.step Nat.le.refl
protected theorem le_trans (h₁ : n ≤ m) (h₂ : m ≤ k) : n ≤ k := by
  induction h₂ with
  | refl => exact h₁
  | step _ ih => exact Nat.le.step ih
@[simp] theorem zero_le (n : Nat) : 0 ≤ n := by
  induction n with
  | zero => exact Nat.le.refl
  | succ n ih => exact Nat.le.step ih
theorem succ_le_succ (h : n ≤ m) : succ n ≤ succ m := by
  induction h with
  | refl => exact Nat.le.refl
  | step _ ih => exact Nat.le.step ih
theorem add_one_le_add_one (h : n ≤ m) : n + 1 ≤ m + 1 := succ_le_succ h
theorem pred_le_pred (h : n ≤ m) : pred n ≤ pred m := by
  induction h with
  | refl => exact Nat.le.refl
  | @step m h ih =>
    cases m with
    | zero => exact ih
    | succ m => exact Nat.le.step ih
theorem le_of_succ_le_succ (h : succ n ≤ succ m) : n ≤ m := pred_le_pred h
theorem le_of_add_one_le_add_one (h : n + 1 ≤ m + 1) : n ≤ m := pred_le_pred h
theorem not_succ_le_zero (n : Nat) (h : succ n ≤ 0) : False := nomatch h
@[simp] theorem not_add_one_le_zero (n : Nat) : ¬ n + 1 ≤ 0 := not_succ_le_zero n
@[simp] theorem not_lt_zero (n : Nat) : ¬ n < 0 := not_succ_le_zero n
theorem not_succ_le_self (n : Nat) : ¬ succ n ≤ n := by
  induction n with
  | zero => exact not_succ_le_zero 0
  | succ n ih => exact fun h => ih (le_of_succ_le_succ h)
@[simp] protected theorem lt_irrefl (n : Nat) : ¬ n < n := not_succ_le_self n
@[simp] theorem not_add_one_le_self (n : Nat) : ¬ n + 1 ≤ n := not_succ_le_self n
theorem le_of_succ_le (h : succ n ≤ m) : n ≤ m := Nat.le_trans (le_succ n) h
theorem le_of_add_one_le (h : n + 1 ≤ m) : n ≤ m := le_of_succ_le h
protected theorem le_of_lt (h : n < m) : n ≤ m := le_of_succ_le h
theorem lt_of_succ_le (h : succ n ≤ m) : n < m := h
theorem succ_le_of_lt (h : n < m) : succ n ≤ m := h
theorem lt_of_add_one_le (h : n + 1 ≤ m) : n < m := h
theorem add_one_le_of_lt (h : n < m) : n + 1 ≤ m := h
theorem lt_succ_of_le (h : n ≤ m) : n < succ m := succ_le_succ h
theorem le_of_lt_succ (h : m < succ n) : m ≤ n := le_of_succ_le_succ h
theorem lt_add_one_of_le (h : n ≤ m) : n < m + 1 := succ_le_succ h
theorem le_of_lt_add_one (h : m < n + 1) : m ≤ n := le_of_succ_le_succ h
protected theorem lt_trans (h₁ : n < m) (h₂ : m < k) : n < k := Nat.le_trans h₁ (Nat.le_of_lt h₂)
protected theorem lt_of_lt_of_le (h₁ : n < m) (h₂ : m ≤ k) : n < k := Nat.le_trans h₁ h₂
protected theorem lt_of_le_of_lt (h₁ : n ≤ m) (h₂ : m < k) : n < k := Nat.le_trans (succ_le_succ h₁) h₂
protected theorem lt_of_lt_of_eq (h₁ : n < m) (h₂ : m = k) : n < k := by rw [← h₂]; exact h₁
protected theorem lt_of_eq_of_lt (h₁ : n = m) (h₂ : m < k) : n < k := by rw [h₁]; exact h₂
protected theorem le_of_eq (h : n = m) : n ≤ m := by rw [h]; exact Nat.le_refl m
protected theorem le_antisymm (h₁ : n ≤ m) (h₂ : m ≤ n) : n = m := by
  cases h₁ with
  | refl => rfl
  | step h => exact absurd (Nat.lt_of_le_of_lt h h₂) (Nat.lt_irrefl _)
protected theorem lt_asymm (h : a < b) : ¬ b < a := fun h' => Nat.lt_irrefl a (Nat.lt_trans h h')
protected theorem not_lt_of_gt (h : a < b) : ¬ b < a := Nat.lt_asymm h
theorem ne_of_lt (h : a < b) : a ≠ b := fun e => Nat.lt_irrefl b (Nat.lt_of_eq_of_lt e.symm h)
theorem ne_of_gt (h : b < a) : a ≠ b := fun e => ne_of_lt h e.symm
protected theorem ne_of_lt' (h : a < b) : b ≠ a := ne_of_gt h
protected theorem not_le_of_gt (h : n > m) : ¬ n ≤ m := fun h' => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h h')
protected theorem not_le_of_lt (h : a < b) : ¬ b ≤ a := Nat.not_le_of_gt h
protected theorem not_lt_of_ge (h : b ≥ a) : ¬ b < a := fun h' => Nat.lt_irrefl b (Nat.lt_of_lt_of_le h' h)
protected theorem not_lt_of_le (h : a ≤ b) : ¬ b < a := Nat.not_lt_of_ge h
protected theorem lt_or_ge (n m : Nat) : n < m ∨ n ≥ m := by
  induction m with
  | zero => exact .inr (zero_le n)
  | succ m ih =>
    cases ih with
    | inl h => exact .inl (Nat.le.step h)
    | inr h =>
      cases h with
      | refl => exact .inl Nat.le.refl
      | step h => exact .inr (succ_le_succ h)
protected theorem lt_or_le (n m : Nat) : n < m ∨ m ≤ n := Nat.lt_or_ge n m
protected theorem le_or_lt (n m : Nat) : n ≤ m ∨ m < n := Or.casesOn (Nat.lt_or_ge m n) .inr .inl
protected theorem le_total (m n : Nat) : m ≤ n ∨ n ≤ m := Or.casesOn (Nat.lt_or_ge m n) (fun h => .inl (Nat.le_of_lt h)) .inr
protected theorem eq_or_lt_of_le (h : n ≤ m) : n = m ∨ n < m := by
  cases h with
  | refl => exact .inl rfl
  | step h => exact .inr (succ_le_succ h)
protected theorem lt_or_eq_of_le (h : n ≤ m) : n < m ∨ n = m := Or.casesOn (Nat.eq_or_lt_of_le h) .inr .inl
protected theorem lt_of_le_of_ne (h₁ : n ≤ m) (h₂ : ¬ n = m) : n < m := Or.casesOn (Nat.eq_or_lt_of_le h₁) (fun e => absurd e h₂) id
protected theorem lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a :=
  Or.casesOn (Nat.lt_or_ge a b) .inl fun h => .inr (Or.casesOn (Nat.eq_or_lt_of_le h) (fun e => .inl e.symm) .inr)
protected theorem lt_or_gt_of_ne (ne : a ≠ b) : a < b ∨ a > b :=
  Or.casesOn (Nat.lt_trichotomy a b) .inl fun h => Or.casesOn h (fun e => absurd e ne) .inr
protected theorem lt_or_lt_of_ne (ne : a ≠ b) : a < b ∨ b < a := Nat.lt_or_gt_of_ne ne
theorem gt_of_not_le (h : ¬ n ≤ m) : n > m := Or.casesOn (Nat.lt_or_ge m n) id fun h' => absurd h' h
theorem ge_of_not_lt (h : ¬ n < m) : n ≥ m := Or.casesOn (Nat.lt_or_ge n m) (fun h' => absurd h' h) id
protected theorem lt_of_not_ge (h : ¬ b ≥ a) : b < a := gt_of_not_le h
protected theorem lt_of_not_le (h : ¬ a ≤ b) : b < a := gt_of_not_le h
protected theorem le_of_not_gt (h : ¬ b > a) : b ≤ a := ge_of_not_lt h
protected theorem le_of_not_lt (h : ¬ a < b) : b ≤ a := ge_of_not_lt h
protected theorem le_of_not_le (h : ¬ b ≤ a) : a ≤ b := Nat.le_of_lt (gt_of_not_le h)
@[simp] protected theorem not_le {n m : Nat} : ¬ n ≤ m ↔ m < n := ⟨gt_of_not_le, Nat.not_le_of_gt⟩
@[simp] protected theorem not_lt {n m : Nat} : ¬ n < m ↔ m ≤ n := ⟨ge_of_not_lt, Nat.not_lt_of_le⟩
theorem not_le_eq (a b : Nat) : (¬ (a ≤ b)) = (b + 1 ≤ a) := propext Nat.not_le
theorem not_ge_eq (a b : Nat) : (¬ (a ≥ b)) = (a + 1 ≤ b) := propext Nat.not_le
theorem not_lt_eq (a b : Nat) : (¬ (a < b)) = (b ≤ a) := propext Nat.not_lt
theorem not_gt_eq (a b : Nat) : (¬ (a > b)) = (a ≤ b) := propext Nat.not_lt
protected theorem le_antisymm_iff : a = b ↔ a ≤ b ∧ b ≤ a := ⟨fun h => ⟨Nat.le_of_eq h, Nat.le_of_eq h.symm⟩, fun h => Nat.le_antisymm h.1 h.2⟩
protected theorem eq_iff_le_and_ge : a = b ↔ a ≤ b ∧ b ≤ a := Nat.le_antisymm_iff
protected theorem lt_iff_le_not_le : m < n ↔ m ≤ n ∧ ¬ n ≤ m := ⟨fun h => ⟨Nat.le_of_lt h, Nat.not_le_of_gt h⟩, fun h => gt_of_not_le h.2⟩
protected theorem lt_iff_le_and_not_ge : m < n ↔ m ≤ n ∧ ¬ n ≤ m := Nat.lt_iff_le_not_le
protected theorem lt_iff_le_and_ne : m < n ↔ m ≤ n ∧ m ≠ n := ⟨fun h => ⟨Nat.le_of_lt h, ne_of_lt h⟩, fun h => Nat.lt_of_le_of_ne h.1 h.2⟩
protected theorem le_iff_lt_or_eq : n ≤ m ↔ n < m ∨ n = m := ⟨Nat.lt_or_eq_of_le, fun h => Or.casesOn h Nat.le_of_lt Nat.le_of_eq⟩
protected theorem ne_iff_lt_or_gt : a ≠ b ↔ a < b ∨ b < a := ⟨Nat.lt_or_gt_of_ne, fun h => Or.casesOn h ne_of_lt ne_of_gt⟩

instance : Trans (fun a b : Nat => a < b) (fun a b : Nat => a < b) (fun a b : Nat => a < b) := ⟨Nat.lt_trans⟩
instance : Trans (fun a b : Nat => a ≤ b) (fun a b : Nat => a ≤ b) (fun a b : Nat => a ≤ b) := ⟨Nat.le_trans⟩
instance : Trans (fun a b : Nat => a < b) (fun a b : Nat => a ≤ b) (fun a b : Nat => a < b) := ⟨Nat.lt_of_lt_of_le⟩
instance : Trans (fun a b : Nat => a ≤ b) (fun a b : Nat => a < b) (fun a b : Nat => a < b) := ⟨Nat.lt_of_le_of_lt⟩

/-! ## Successors and zero -/

theorem lt.base (n : Nat) : n < succ n := Nat.le.refl
theorem lt.step (h : n < m) : n < succ m := Nat.le.step h
theorem lt_succ_self (n : Nat) : n < succ n := Nat.le.refl
@[simp] protected theorem lt_add_one (n : Nat) : n < n + 1 := Nat.le.refl
theorem lt_succ_of_lt (h : a < b) : a < succ b := Nat.le.step h
theorem lt_add_one_of_lt (h : a < b) : a < b + 1 := Nat.le.step h
theorem succ_lt_succ (h : n < m) : succ n < succ m := succ_le_succ h
theorem lt_of_succ_lt_succ (h : succ n < succ m) : n < m := le_of_succ_le_succ h
theorem add_one_lt_add_one (h : n < m) : n + 1 < m + 1 := succ_le_succ h
theorem lt_of_add_one_lt_add_one (h : n + 1 < m + 1) : n < m := le_of_succ_le_succ h
theorem lt_of_succ_lt (h : succ n < m) : n < m := le_of_succ_le h
theorem succ_le_succ_iff : succ a ≤ succ b ↔ a ≤ b := ⟨le_of_succ_le_succ, succ_le_succ⟩
theorem succ_lt_succ_iff : succ a < succ b ↔ a < b := ⟨lt_of_succ_lt_succ, succ_lt_succ⟩
theorem add_one_le_add_one_iff : a + 1 ≤ b + 1 ↔ a ≤ b := succ_le_succ_iff
theorem add_one_lt_add_one_iff : a + 1 < b + 1 ↔ a < b := succ_lt_succ_iff
theorem succ_le : succ n ≤ m ↔ n < m := Iff.rfl
theorem succ_le_iff : succ n ≤ m ↔ n < m := Iff.rfl
theorem add_one_le_iff : n + 1 ≤ m ↔ n < m := Iff.rfl
theorem lt_iff_add_one_le : m < n ↔ m + 1 ≤ n := Iff.rfl
theorem lt_succ : m < succ n ↔ m ≤ n := ⟨le_of_lt_succ, lt_succ_of_le⟩
protected theorem lt_succ_iff : m < succ n ↔ m ≤ n := lt_succ
protected theorem lt_add_one_iff : m < n + 1 ↔ m ≤ n := lt_succ
theorem le_iff_lt_add_one : m ≤ n ↔ m < n + 1 := ⟨lt_succ_of_le, le_of_lt_succ⟩
protected theorem lt_succ_iff_lt_or_eq : m < succ n ↔ m < n ∨ m = n := ⟨fun h => Nat.lt_or_eq_of_le (le_of_lt_succ h), fun h => lt_succ_of_le (Nat.le_iff_lt_or_eq.2 h)⟩
protected theorem lt_add_one_iff_lt_or_eq : m < n + 1 ↔ m < n ∨ m = n := Nat.lt_succ_iff_lt_or_eq
theorem le_or_eq_of_le_succ (h : m ≤ succ n) : m ≤ n ∨ m = succ n := Or.casesOn (Nat.lt_or_eq_of_le h) (fun h => .inl (le_of_lt_succ h)) .inr
theorem le_or_eq_of_le_add_one (h : m ≤ n + 1) : m ≤ n ∨ m = n + 1 := le_or_eq_of_le_succ h
theorem le_succ_iff : m ≤ succ n ↔ m ≤ n ∨ m = succ n := ⟨le_or_eq_of_le_succ, fun h => Or.casesOn h le_succ_of_le Nat.le_of_eq⟩
theorem le_add_one_iff : m ≤ n + 1 ↔ m ≤ n ∨ m = n + 1 := le_succ_iff
protected theorem eq_of_le_of_lt_succ (h₁ : n ≤ m) (h₂ : m < n + 1) : m = n := Nat.le_antisymm (le_of_lt_succ h₂) h₁
protected theorem eq_of_lt_succ_of_not_lt (h₁ : m < n + 1) (h₂ : ¬ m < n) : m = n := Nat.le_antisymm (le_of_lt_succ h₁) (ge_of_not_lt h₂)
@[simp] theorem succ_pos (n : Nat) : 0 < succ n := succ_le_succ (zero_le n)
@[simp] theorem zero_lt_succ (n : Nat) : 0 < succ n := succ_pos n
@[simp] theorem zero_lt_add_one (n : Nat) : 0 < n + 1 := succ_pos n
theorem add_one_pos (n : Nat) : 0 < n + 1 := succ_pos n
protected theorem zero_lt_one : 0 < (1 : Nat) := succ_pos 0
protected theorem one_pos : 0 < (1 : Nat) := succ_pos 0
protected theorem zero_lt_two : 0 < (2 : Nat) := succ_pos 1
protected theorem two_pos : 0 < (2 : Nat) := succ_pos 1
protected theorem one_lt_two : 1 < (2 : Nat) := Nat.le.refl
theorem eq_zero_of_le_zero (h : n ≤ 0) : n = 0 := Nat.le_antisymm h (zero_le n)
protected theorem le_zero_eq (a : Nat) : (a ≤ 0) = (a = 0) := propext ⟨eq_zero_of_le_zero, Nat.le_of_eq⟩
@[simp] theorem le_zero {i : Nat} : i ≤ 0 ↔ i = 0 := ⟨eq_zero_of_le_zero, Nat.le_of_eq⟩
theorem eq_zero_or_pos (n : Nat) : n = 0 ∨ n > 0 := by
  cases n with
  | zero => exact .inl rfl
  | succ n => exact .inr (succ_pos n)
protected theorem pos_of_ne_zero (h : n ≠ 0) : 0 < n := Or.casesOn (eq_zero_or_pos n) (fun e => absurd e h) id
theorem zero_lt_of_ne_zero (h : a ≠ 0) : 0 < a := Nat.pos_of_ne_zero h
theorem ne_zero_of_lt (h : b < a) : a ≠ 0 := fun e => not_lt_zero b (Nat.lt_of_lt_of_eq h e)
theorem not_eq_zero_of_lt (h : b < a) : a ≠ 0 := ne_zero_of_lt h
protected theorem pos_iff_ne_zero : 0 < n ↔ n ≠ 0 := ⟨ne_of_gt, Nat.pos_of_ne_zero⟩
protected theorem ne_zero_iff_zero_lt : n ≠ 0 ↔ 0 < n := Nat.pos_iff_ne_zero.symm
theorem one_le_iff_ne_zero : 1 ≤ n ↔ n ≠ 0 := Nat.pos_iff_ne_zero
protected theorem eq_zero_of_not_pos (h : ¬ 0 < n) : n = 0 := eq_zero_of_le_zero (ge_of_not_lt h)
theorem zero_lt_of_lt (h : a < b) : 0 < b := Nat.lt_of_le_of_lt (zero_le a) h
theorem one_le_of_lt (h : a < b) : 1 ≤ b := zero_lt_of_lt h
@[simp] theorem lt_one_iff : n < 1 ↔ n = 0 := ⟨fun h => eq_zero_of_le_zero (le_of_lt_succ h), fun h => by rw [h]; exact Nat.zero_lt_one⟩
theorem le_one_iff_eq_zero_or_eq_one : n ≤ 1 ↔ n = 0 ∨ n = 1 :=
  ⟨fun h => Or.casesOn (le_or_eq_of_le_succ h) (fun h => .inl (eq_zero_of_le_zero h)) .inr,
    fun h => Or.casesOn h (fun e => by rw [e]; exact zero_le 1) Nat.le_of_eq⟩
theorem pred_le (n : Nat) : pred n ≤ n := by
  cases n with
  | zero => exact Nat.le.refl
  | succ n => exact le_succ n
theorem pred_lt (h : n ≠ 0) : pred n < n := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => exact Nat.le.refl
theorem sub_one_lt (h : n ≠ 0) : n - 1 < n := pred_lt h
theorem pred_lt_of_lt (h : m < n) : pred n < n := pred_lt (ne_zero_of_lt h)
theorem succ_pred_eq_of_pos (h : 0 < n) : succ (pred n) = n := succ_pred (ne_of_gt h)
theorem sub_one_add_one (h : a ≠ 0) : a - 1 + 1 = a := succ_pred h
theorem sub_one_add_one_eq_of_pos (h : 0 < n) : n - 1 + 1 = n := succ_pred_eq_of_pos h
theorem le_pred_of_lt (h : n < m) : n ≤ pred m := pred_le_pred h
theorem le_sub_one_of_lt (h : a < b) : a ≤ b - 1 := pred_le_pred h
theorem le_succ_of_pred_le (h : pred n ≤ m) : n ≤ succ m := by
  cases n with
  | zero => exact zero_le _
  | succ n => exact succ_le_succ h
theorem exists_eq_add_one : (∃ n, a = n + 1) ↔ 0 < a :=
  ⟨fun ⟨n, h⟩ => by rw [h]; exact succ_pos n, fun h => exists_eq_succ_of_ne_zero (ne_of_gt h)⟩

/-! ## Deciding the relations -/

@[simp] theorem ble_eq : (Nat.ble n m = true) = (n ≤ m) := propext ⟨le_of_ble_eq_true, ble_eq_true_of_le⟩
@[simp] theorem beq_eq : (Nat.beq n m = true) = (n = m) := propext ⟨eq_of_beq_eq_true, fun h => by rw [h]; exact beq_refl m⟩

/-! ## Addition -/

@[simp] theorem le_add_right (n k : Nat) : n ≤ n + k := by
  induction k with
  | zero => exact Nat.le.refl
  | succ k ih => exact Nat.le.step ih
@[simp] theorem le_add_left (n m : Nat) : n ≤ m + n := by rw [Nat.add_comm]; exact le_add_right n m
theorem le.intro (h : n + k = m) : n ≤ m := by rw [← h]; exact le_add_right n k
theorem le.dest (h : n ≤ m) : ∃ k, n + k = m := by
  induction h with
  | refl => exact ⟨0, rfl⟩
  | step _ ih =>
    obtain ⟨k, e⟩ := ih
    exact ⟨k + 1, congrArg succ e⟩
protected theorem le_iff_exists_add : m ≤ n ↔ ∃ k, n = m + k :=
  ⟨fun h => Exists.casesOn (le.dest h) fun k e => ⟨k, e.symm⟩, fun ⟨_, e⟩ => le.intro e.symm⟩
protected theorem exists_eq_add_of_le (h : m ≤ n) : ∃ k : Nat, n = m + k := Nat.le_iff_exists_add.1 h
protected theorem exists_eq_add_of_le' (h : m ≤ n) : ∃ k : Nat, n = k + m := by
  obtain ⟨k, e⟩ := le.dest h
  exact ⟨k, by rw [← e, Nat.add_comm]⟩
protected theorem exists_eq_add_of_lt (h : m < n) : ∃ k : Nat, n = m + k + 1 := by
  obtain ⟨k, e⟩ := le.dest h
  exact ⟨k, by rw [← e]; exact succ_add m k⟩
protected theorem lt_add_left (c : Nat) (h : a < b) : a < c + b := Nat.lt_of_lt_of_le h (le_add_left b c)
protected theorem lt_add_right (c : Nat) (h : a < b) : a < b + c := Nat.lt_of_lt_of_le h (le_add_right b c)
protected theorem le_add_right_of_le (h : n ≤ m) : n ≤ m + k := Nat.le_trans h (le_add_right m k)
protected theorem le_add_left_of_le (h : n ≤ m) : n ≤ k + m := Nat.le_trans h (le_add_left m k)
theorem le_of_add_right_le (h : n + k ≤ m) : n ≤ m := Nat.le_trans (le_add_right n k) h
theorem le_of_add_left_le (h : k + n ≤ m) : n ≤ m := Nat.le_trans (le_add_left n k) h
protected theorem add_le_add_right (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by
  induction k with
  | zero => exact h
  | succ k ih => exact succ_le_succ ih
protected theorem add_le_add_left (h : n ≤ m) (k : Nat) : k + n ≤ k + m := by
  rw [Nat.add_comm k n, Nat.add_comm k m]; exact Nat.add_le_add_right h k
protected theorem add_lt_add_right (h : n < m) (k : Nat) : n + k < m + k := by
  induction k with
  | zero => exact h
  | succ k ih => exact succ_le_succ ih
protected theorem add_lt_add_left (h : n < m) (k : Nat) : k + n < k + m := by
  rw [Nat.add_comm k n, Nat.add_comm k m]; exact Nat.add_lt_add_right h k
protected theorem add_le_add (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d := Nat.le_trans (Nat.add_le_add_right h₁ c) (Nat.add_le_add_left h₂ b)
protected theorem add_lt_add (h₁ : a < b) (h₂ : c < d) : a + c < b + d := Nat.lt_trans (Nat.add_lt_add_right h₁ c) (Nat.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_le_of_lt (h₁ : a ≤ b) (h₂ : c < d) : a + c < b + d := Nat.lt_of_le_of_lt (Nat.add_le_add_right h₁ c) (Nat.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_lt_of_le (h₁ : a < b) (h₂ : c ≤ d) : a + c < b + d := Nat.lt_of_lt_of_le (Nat.add_lt_add_right h₁ c) (Nat.add_le_add_left h₂ b)
protected theorem le_of_add_le_add_right (h : a + b ≤ c + b) : a ≤ c := by
  induction b with
  | zero => exact h
  | succ b ih => exact ih (le_of_succ_le_succ h)
protected theorem le_of_add_le_add_left (h : a + b ≤ a + c) : b ≤ c := by
  rw [Nat.add_comm a b, Nat.add_comm a c] at h; exact Nat.le_of_add_le_add_right h
protected theorem lt_of_add_lt_add_right (h : k + n < m + n) : k < m := by
  induction n with
  | zero => exact h
  | succ n ih => exact ih (le_of_succ_le_succ h)
protected theorem lt_of_add_lt_add_left (h : n + k < n + m) : k < m := by
  rw [Nat.add_comm n k, Nat.add_comm n m] at h; exact Nat.lt_of_add_lt_add_right h
@[simp] protected theorem add_le_add_iff_left : n + m ≤ n + k ↔ m ≤ k := ⟨Nat.le_of_add_le_add_left, fun h => Nat.add_le_add_left h n⟩
@[simp] protected theorem add_le_add_iff_right : m + n ≤ k + n ↔ m ≤ k := ⟨Nat.le_of_add_le_add_right, fun h => Nat.add_le_add_right h n⟩
@[simp] protected theorem add_lt_add_iff_left : k + n < k + m ↔ n < m := ⟨Nat.lt_of_add_lt_add_left, fun h => Nat.add_lt_add_left h k⟩
@[simp] protected theorem add_lt_add_iff_right : n + k < m + k ↔ n < m := ⟨Nat.lt_of_add_lt_add_right, fun h => Nat.add_lt_add_right h k⟩
protected theorem lt_add_of_pos_right (h : 0 < k) : n < n + k := Nat.add_lt_add_left h n
protected theorem lt_add_of_pos_left (h : 0 < k) : n < k + n := by rw [Nat.add_comm]; exact Nat.lt_add_of_pos_right h
protected theorem pos_of_lt_add_right (h : n < n + k) : 0 < k := Nat.lt_of_add_lt_add_left h
@[simp] protected theorem lt_add_right_iff_pos : n < n + k ↔ 0 < k := ⟨Nat.pos_of_lt_add_right, Nat.lt_add_of_pos_right⟩
@[simp] protected theorem lt_add_left_iff_pos : n < k + n ↔ 0 < k := by rw [Nat.add_comm]; exact Nat.lt_add_right_iff_pos
@[simp] protected theorem add_le_left_iff : a + b ≤ a ↔ b = 0 := ⟨fun h => eq_zero_of_le_zero (Nat.le_of_add_le_add_left h), fun h => Nat.le_of_eq (by rw [h]; rfl)⟩
@[simp] protected theorem add_le_right_iff : a + b ≤ b ↔ a = 0 := by rw [Nat.add_comm]; exact Nat.add_le_left_iff
theorem not_add_lt_self (a b : Nat) : ¬ a + b < a := fun h => Nat.lt_irrefl a (Nat.lt_of_le_of_lt (le_add_right a b) h)
protected theorem add_pos_left (h : 0 < m) (n : Nat) : 0 < m + n := Nat.lt_add_right n h
protected theorem add_pos_right (m : Nat) (h : 0 < n) : 0 < m + n := Nat.lt_add_left m h
theorem add_pos_iff_pos_or_pos : 0 < m + n ↔ 0 < m ∨ 0 < n := by
  constructor
  · intro h
    cases n with
    | zero => exact .inl h
    | succ n => exact .inr (succ_pos n)
  · exact fun h => Or.casesOn h (fun h => Nat.add_pos_left h n) (fun h => Nat.add_pos_right m h)
protected theorem add_self_ne_one (n : Nat) : n + n ≠ 1 := by
  intro h
  cases n with
  | zero => exact Nat.zero_ne_one h
  | succ n => exact add_one_ne_zero _ ((succ_add n n).symm.trans (congrArg pred h))

/-! ## Multiplication and powers -/

protected theorem mul_le_mul_left (k : Nat) (h : m ≤ n) : k * m ≤ k * n := by
  obtain ⟨l, e⟩ := le.dest h
  rw [← e, Nat.mul_add]; exact le_add_right _ _
protected theorem mul_le_mul_right (k : Nat) (h : m ≤ n) : m * k ≤ n * k := by
  rw [Nat.mul_comm m k, Nat.mul_comm n k]; exact Nat.mul_le_mul_left k h
protected theorem mul_le_mul (h₁ : p ≤ m) (h₂ : q ≤ n) : p * q ≤ m * n := Nat.le_trans (Nat.mul_le_mul_right q h₁) (Nat.mul_le_mul_left m h₂)
protected theorem mul_self_le_mul_self (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h
protected theorem mul_pos (hn : 0 < n) (hm : 0 < m) : 0 < n * m := Nat.pos_of_ne_zero (Nat.mul_ne_zero (ne_of_gt hn) (ne_of_gt hm))
@[simp] protected theorem mul_pos_iff : 0 < m * n ↔ 0 < m ∧ 0 < n := by
  rw [Nat.pos_iff_ne_zero, Nat.pos_iff_ne_zero, Nat.pos_iff_ne_zero]; exact Nat.mul_ne_zero_iff
protected theorem pos_of_mul_pos (h : 0 < n * m) : 0 < m := (Nat.mul_pos_iff.1 h).2
protected theorem mul_lt_mul_of_pos_left (h : n < m) (hk : k > 0) : k * n < k * m := by
  have e : k * n + k ≤ k * m := Nat.mul_le_mul_left k h
  exact Nat.lt_of_lt_of_le (Nat.lt_add_of_pos_right hk) e
protected theorem mul_lt_mul_of_pos_right (h : n < m) (hk : k > 0) : n * k < m * k := by
  rw [Nat.mul_comm n k, Nat.mul_comm m k]; exact Nat.mul_lt_mul_of_pos_left h hk
protected theorem mul_lt_mul_of_lt_of_le (hac : a < c) (hbd : b ≤ d) (hd : 0 < d) : a * b < c * d :=
  Nat.lt_of_le_of_lt (Nat.mul_le_mul_left a hbd) (Nat.mul_lt_mul_of_pos_right hac hd)
protected theorem mul_lt_mul_of_le_of_lt (hac : a ≤ c) (hbd : b < d) (hc : 0 < c) : a * b < c * d :=
  Nat.lt_of_le_of_lt (Nat.mul_le_mul_right b hac) (Nat.mul_lt_mul_of_pos_left hbd hc)
protected theorem mul_lt_mul'' (hac : a < c) (hbd : b < d) : a * b < c * d :=
  Nat.mul_lt_mul_of_lt_of_le hac (Nat.le_of_lt hbd) (zero_lt_of_lt hbd)
protected theorem le_of_mul_le_mul_left (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  ge_of_not_lt fun h' => Nat.not_le_of_gt (Nat.mul_lt_mul_of_pos_left h' hc) h
protected theorem le_of_mul_le_mul_right (h : a * c ≤ b * c) (hc : 0 < c) : a ≤ b :=
  ge_of_not_lt fun h' => Nat.not_le_of_gt (Nat.mul_lt_mul_of_pos_right h' hc) h
protected theorem lt_of_mul_lt_mul_left (h : a * b < a * c) : b < c := gt_of_not_le fun h' => Nat.not_le_of_gt h (Nat.mul_le_mul_left a h')
protected theorem lt_of_mul_lt_mul_right (h : b * a < c * a) : b < c := gt_of_not_le fun h' => Nat.not_le_of_gt h (Nat.mul_le_mul_right a h')
protected theorem mul_le_mul_left_iff (w : 0 < k) : k * m ≤ k * n ↔ m ≤ n := ⟨fun h => Nat.le_of_mul_le_mul_left h w, Nat.mul_le_mul_left k⟩
protected theorem mul_le_mul_right_iff (w : 0 < k) : m * k ≤ n * k ↔ m ≤ n := ⟨fun h => Nat.le_of_mul_le_mul_right h w, Nat.mul_le_mul_right k⟩
protected theorem mul_lt_mul_left (a0 : 0 < a) : a * b < a * c ↔ b < c := ⟨Nat.lt_of_mul_lt_mul_left, fun h => Nat.mul_lt_mul_of_pos_left h a0⟩
protected theorem mul_lt_mul_right (a0 : 0 < a) : b * a < c * a ↔ b < c := ⟨Nat.lt_of_mul_lt_mul_right, fun h => Nat.mul_lt_mul_of_pos_right h a0⟩
protected theorem eq_of_mul_eq_mul_left (ha : 0 < a) (h : a * b = a * c) : b = c := Nat.mul_left_cancel_of_ne_zero (ne_of_gt ha) h
protected theorem eq_of_mul_eq_mul_right (ha : 0 < a) (h : b * a = c * a) : b = c := Nat.mul_right_cancel_of_ne_zero (ne_of_gt ha) h
protected theorem mul_left_cancel (np : 0 < n) (h : n * m = n * k) : m = k := Nat.eq_of_mul_eq_mul_left np h
protected theorem mul_right_cancel (mp : 0 < m) (h : n * m = k * m) : n = k := Nat.eq_of_mul_eq_mul_right mp h
protected theorem mul_left_cancel_iff (np : 0 < n) : n * m = n * k ↔ m = k := ⟨Nat.mul_left_cancel np, congrArg (n * ·)⟩
protected theorem mul_right_cancel_iff (mp : 0 < m) : n * m = k * m ↔ n = k := ⟨Nat.mul_right_cancel mp, congrArg (· * m)⟩
theorem le_mul_of_pos_right (m : Nat) (h : 0 < n) : m ≤ m * n := Nat.le_trans (Nat.le_of_eq (Nat.mul_one m).symm) (Nat.mul_le_mul_left m h)
theorem le_mul_of_pos_left (m : Nat) (h : 0 < n) : m ≤ n * m := by rw [Nat.mul_comm]; exact le_mul_of_pos_right m h
theorem le_mul_self (n : Nat) : n ≤ n * n := by
  cases n with
  | zero => exact Nat.le.refl
  | succ n => exact le_mul_of_pos_right _ (succ_pos n)
protected theorem pow_le_pow_left (h : m ≤ n) (i : Nat) : m ^ i ≤ n ^ i := by
  induction i with
  | zero => exact Nat.le.refl
  | succ i ih => exact Nat.mul_le_mul ih h
theorem pow_le_pow_of_le_left (h : n ≤ m) (i : Nat) : n ^ i ≤ m ^ i := Nat.pow_le_pow_left h i
protected theorem pow_pos (h : 0 < a) : 0 < a ^ n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => exact Nat.mul_pos ih h
theorem pos_pow_of_pos (m : Nat) (h : 0 < n) : 0 < n ^ m := Nat.pow_pos h
protected theorem pow_le_pow_right (hn : n > 0) (h : m ≤ k) : n ^ m ≤ n ^ k := by
  obtain ⟨l, e⟩ := le.dest h
  rw [← e, Nat.pow_add]; exact le_mul_of_pos_right _ (Nat.pow_pos hn)
theorem pow_le_pow_of_le_right (hn : 0 < n) (h : m ≤ k) : n ^ m ≤ n ^ k := Nat.pow_le_pow_right hn h
protected theorem pow_lt_pow_succ (h : 1 < a) : a ^ n < a ^ (n + 1) := by
  have e : a ^ n * 1 < a ^ n * a := Nat.mul_lt_mul_of_pos_left h (Nat.pow_pos (Nat.lt_trans Nat.zero_lt_one h))
  rw [Nat.mul_one] at e; exact e
protected theorem pow_lt_pow_right (ha : 1 < a) (h : m < n) : a ^ m < a ^ n :=
  Nat.lt_of_lt_of_le (Nat.pow_lt_pow_succ ha) (Nat.pow_le_pow_right (Nat.lt_trans Nat.zero_lt_one ha) h)
protected theorem pow_lt_pow_left (h : a < b) (hn : n ≠ 0) : a ^ n < b ^ n := by
  cases n with
  | zero => exact absurd rfl hn
  | succ n => exact Nat.mul_lt_mul_of_le_of_lt (Nat.pow_le_pow_left (Nat.le_of_lt h) n) h (Nat.pow_pos (zero_lt_of_lt h))
theorem one_le_two_pow : 1 ≤ 2 ^ n := Nat.pow_pos Nat.two_pos
protected theorem two_pow_pos (w : Nat) : 0 < 2 ^ w := Nat.pow_pos Nat.two_pos
protected theorem lt_two_pow_self : n < 2 ^ n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih =>
    rw [pow_add_one, Nat.mul_two]
    exact Nat.add_lt_add_of_lt_of_le ih one_le_two_pow
protected theorem lt_pow_self (hb : 1 < b) : n < b ^ n := Nat.lt_of_lt_of_le Nat.lt_two_pow_self (Nat.pow_le_pow_left hb n)

/-! ## Subtraction -/

@[simp] theorem sub_le (n m : Nat) : n - m ≤ n := by
  induction m with
  | zero => exact Nat.le.refl
  | succ m ih => exact Nat.le_trans (pred_le _) ih
theorem sub_lt (hn : 0 < n) (hm : 0 < m) : n - m < n := by
  cases n with
  | zero => exact absurd hn (Nat.lt_irrefl 0)
  | succ n =>
    cases m with
    | zero => exact absurd hm (Nat.lt_irrefl 0)
    | succ m => rw [add_one_sub_add_one]; exact succ_le_succ (sub_le n m)
theorem sub_lt_succ (a b : Nat) : a - b < succ a := lt_succ_of_le (sub_le a b)
theorem add_sub_of_le (h : a ≤ b) : a + (b - a) = b := by
  obtain ⟨k, e⟩ := le.dest h
  rw [← e, Nat.add_sub_cancel_left]
@[simp] protected theorem add_sub_cancel' (h : m ≤ n) : m + (n - m) = n := add_sub_of_le h
@[simp] protected theorem sub_add_cancel (h : m ≤ n) : n - m + m = n := by rw [Nat.add_comm]; exact add_sub_of_le h
protected theorem add_sub_assoc (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) := by
  obtain ⟨l, e⟩ := le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_left_comm, Nat.add_sub_cancel_left]
protected theorem sub_add_comm (h : k ≤ n) : n + m - k = n - k + m := by rw [Nat.add_comm n m, Nat.add_sub_assoc h, Nat.add_comm]
protected theorem sub_eq_zero_of_le (h : n ≤ m) : n - m = 0 := by
  obtain ⟨k, e⟩ := le.dest h
  rw [← e, Nat.sub_self_add]
protected theorem le_of_sub_eq_zero (h : n - m = 0) : n ≤ m := by
  rcases Nat.le_total n m with h' | h'
  · exact h'
  · have e := add_sub_of_le h'
    rw [h] at e; exact Nat.le_of_eq e.symm
protected theorem sub_eq_zero_iff_le : n - m = 0 ↔ n ≤ m := ⟨Nat.le_of_sub_eq_zero, Nat.sub_eq_zero_of_le⟩
theorem succ_sub (h : n ≤ m) : succ m - n = succ (m - n) := by
  obtain ⟨k, e⟩ := le.dest h
  rw [← e, ← add_succ, Nat.add_sub_cancel_left, Nat.add_sub_cancel_left]
theorem sub_add_one_of_le (h : n ≤ m) : m + 1 - n = m - n + 1 := succ_sub h
theorem sub_ne_zero_of_lt (h : a < b) : b - a ≠ 0 := fun e => Nat.not_le_of_gt h (Nat.le_of_sub_eq_zero e)
protected theorem sub_ne_zero_iff_lt : n - m ≠ 0 ↔ m < n := ⟨fun h => gt_of_not_le fun h' => h (Nat.sub_eq_zero_of_le h'), sub_ne_zero_of_lt⟩
protected theorem sub_pos_of_lt (h : m < n) : 0 < n - m := Nat.pos_of_ne_zero (sub_ne_zero_of_lt h)
theorem zero_lt_sub_of_lt (h : a < b) : 0 < b - a := Nat.sub_pos_of_lt h
protected theorem lt_of_sub_pos (h : 0 < n - m) : m < n := Nat.sub_ne_zero_iff_lt.1 (ne_of_gt h)
protected theorem lt_of_sub_ne_zero (h : n - m ≠ 0) : m < n := Nat.sub_ne_zero_iff_lt.1 h
@[simp] protected theorem sub_pos_iff_lt : 0 < n - m ↔ m < n := ⟨Nat.lt_of_sub_pos, Nat.sub_pos_of_lt⟩
protected theorem lt_of_sub_eq_succ (h : m - n = succ l) : n < m := Nat.lt_of_sub_pos (by rw [h]; exact succ_pos l)
protected theorem eq_add_of_sub_eq (hle : b ≤ a) (h : a - b = c) : a = c + b := by rw [← h, Nat.sub_add_cancel hle]
protected theorem sub_eq_iff_eq_add (h : b ≤ a) : a - b = c ↔ a = c + b := ⟨Nat.eq_add_of_sub_eq h, Nat.sub_eq_of_eq_add⟩
protected theorem sub_eq_iff_eq_add' (h : b ≤ a) : a - b = c ↔ a = b + c := by rw [Nat.add_comm]; exact Nat.sub_eq_iff_eq_add h
protected theorem eq_sub_of_add_eq (h : c + b = a) : c = a - b := by rw [← h, Nat.add_sub_cancel]
protected theorem eq_sub_of_add_eq' (h : b + c = a) : c = a - b := by rw [← h, Nat.add_sub_cancel_left]
protected theorem sub_sub_self (h : m ≤ n) : n - (n - m) = m := by
  obtain ⟨k, e⟩ := le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_sub_cancel]
theorem le_add_of_sub_le (h : a - b ≤ c) : a ≤ c + b := by
  rcases Nat.le_total a b with h' | h'
  · exact Nat.le_trans h' (le_add_left b c)
  · have e := Nat.add_le_add_right h b
    rw [Nat.sub_add_cancel h'] at e; exact e
theorem sub_le_of_le_add (h : a ≤ c + b) : a - b ≤ c := by
  rcases Nat.le_total a b with h' | h'
  · rw [Nat.sub_eq_zero_of_le h']; exact zero_le c
  · rw [← Nat.sub_add_cancel h'] at h; exact Nat.le_of_add_le_add_right h
@[simp] protected theorem sub_le_iff_le_add : a - b ≤ c ↔ a ≤ c + b := ⟨le_add_of_sub_le, sub_le_of_le_add⟩
protected theorem sub_le_iff_le_add' : a - b ≤ c ↔ a ≤ b + c := by rw [Nat.add_comm]; exact Nat.sub_le_iff_le_add
theorem add_le_of_le_sub (hle : b ≤ c) (h : a ≤ c - b) : a + b ≤ c := by
  have e := Nat.add_le_add_right h b
  rw [Nat.sub_add_cancel hle] at e; exact e
theorem le_sub_of_add_le (h : a + b ≤ c) : a ≤ c - b := by
  obtain ⟨k, e⟩ := le.dest h
  rw [← e, Nat.add_right_comm, Nat.add_sub_cancel]; exact le_add_right a k
protected theorem le_sub_iff_add_le (h : k ≤ m) : n ≤ m - k ↔ n + k ≤ m := ⟨add_le_of_le_sub h, le_sub_of_add_le⟩
protected theorem le_sub_iff_add_le' (h : k ≤ m) : n ≤ m - k ↔ k + n ≤ m := by rw [Nat.add_comm]; exact Nat.le_sub_iff_add_le h
theorem lt_sub_of_add_lt (h : a + b < c) : a < c - b := le_sub_of_add_le (a := a + 1) (by rw [add_one_add]; exact h)
theorem add_lt_of_lt_sub (h : a < c - b) : a + b < c := by
  have h' : a + 1 + b ≤ c := add_le_of_le_sub (Nat.le_of_lt (Nat.lt_of_sub_pos (zero_lt_of_lt h))) h
  rw [add_one_add] at h'; exact h'
protected theorem lt_sub_iff_add_lt : a < c - b ↔ a + b < c := ⟨add_lt_of_lt_sub, lt_sub_of_add_lt⟩
theorem add_lt_iff_lt_sub_right : a + b < c ↔ a < c - b := ⟨lt_sub_of_add_lt, add_lt_of_lt_sub⟩
protected theorem sub_lt_iff_lt_add (h : b ≤ a) : a - b < c ↔ a < c + b := by
  constructor
  · intro h'
    have e := Nat.add_lt_add_right h' b
    rw [Nat.sub_add_cancel h] at e; exact e
  · intro h'
    rw [← Nat.sub_add_cancel h] at h'; exact Nat.lt_of_add_lt_add_right h'
protected theorem sub_lt_iff_lt_add' (h : b ≤ a) : a - b < c ↔ a < b + c := by rw [Nat.add_comm]; exact Nat.sub_lt_iff_lt_add h
protected theorem sub_lt_left_of_lt_add (H : n ≤ k) (h : k < n + m) : k - n < m := (Nat.sub_lt_iff_lt_add' H).2 h
protected theorem sub_lt_right_of_lt_add (H : n ≤ k) (h : k < m + n) : k - n < m := (Nat.sub_lt_iff_lt_add H).2 h
protected theorem sub_le_sub_right (h : n ≤ m) (k : Nat) : n - k ≤ m - k := sub_le_of_le_add (Nat.le_trans h (le_add_of_sub_le Nat.le.refl))
protected theorem sub_le_sub_left (h : n ≤ m) (k : Nat) : k - m ≤ k - n :=
  sub_le_of_le_add (Nat.le_trans (le_add_of_sub_le Nat.le.refl) (Nat.add_le_add_left h (k - n)))
protected theorem sub_le_sub (h₁ : a ≤ b) (h₂ : c ≤ d) : a - d ≤ b - c := Nat.le_trans (Nat.sub_le_sub_right h₁ d) (Nat.sub_le_sub_left h₂ b)
protected theorem sub_lt_sub_right (h : k ≤ m) (h' : m < n) : m - k < n - k := by
  obtain ⟨l, e⟩ := le.dest h
  refine lt_sub_of_add_lt ?_
  rw [Nat.sub_add_cancel h]; exact h'
protected theorem sub_lt_sub_left (h₁ : k < m) (h₂ : k < n) : m - n < m - k := by
  refine lt_sub_of_add_lt ?_
  rcases Nat.le_total m n with h | h
  · rw [Nat.sub_eq_zero_of_le h, Nat.zero_add]; exact h₁
  · have e := Nat.add_lt_add_left h₂ (m - n)
    rw [Nat.sub_add_cancel h] at e; exact e
protected theorem sub_lt_self (h₀ : 0 < a) (h₁ : a ≤ b) : b - a < b := sub_lt (Nat.lt_of_lt_of_le h₀ h₁) h₀
theorem sub_succ_lt_self (a i : Nat) (h : i < a) : a - (i + 1) < a - i := Nat.sub_lt_sub_left h (lt_succ_self i)
protected theorem sub_add_sub_cancel (hab : b ≤ a) (hbc : c ≤ b) : a - b + (b - c) = a - c := by
  rw [← Nat.add_sub_assoc hbc, Nat.sub_add_cancel hab]
protected theorem add_sub_sub_cancel {a b c : Nat} (h : c ≤ a) : a + b - (a - c) = b + c := by
  obtain ⟨i, e⟩ := le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_right_comm, Nat.add_sub_cancel, Nat.add_comm]

/-! ## Strong induction -/

protected theorem strong_induction {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n := by
  have aux : ∀ k m, m < k → p m := by
    intro k
    induction k with
    | zero => exact fun m hm => absurd hm (not_lt_zero m)
    | succ k ih => exact fun m hm => h m fun l hl => ih l (Nat.lt_of_lt_of_le hl (le_of_lt_succ hm))
  exact aux (n + 1) n Nat.le.refl
@[elab_as_elim] protected noncomputable def strongRecOn {motive : Nat → Sort u} (n : Nat)
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n :=
  @Nat.recAux (fun k => ∀ m, m < k → motive m) (fun m hm => absurd hm (not_lt_zero m))
    (fun _ ih m hm => ind m fun l hl => ih l (Nat.lt_of_lt_of_le hl (le_of_lt_succ hm))) (n + 1) n Nat.le.refl
@[elab_as_elim] protected noncomputable def strongRec {motive : Nat → Sort u} (ind : ∀ n, (∀ m, m < n → motive m) → motive n) (t : Nat) :
    motive t := Nat.strongRecOn t ind
@[elab_as_elim] protected noncomputable def caseStrongRecOn {motive : Nat → Sort u} (a : Nat) (zero : motive 0)
    (ind : ∀ n, (∀ m, m ≤ n → motive m) → motive n.succ) : motive a :=
  Nat.strongRecOn a fun n => Nat.casesAuxOn (motive := fun n => (∀ m, m < n → motive m) → motive n) n (fun _ => zero)
    fun n ih => ind n fun m hm => ih m (lt_succ_of_le hm)
@[elab_as_elim] theorem le_induction {motive : (n : Nat) → m ≤ n → Prop} (base : motive m (Nat.le_refl m))
    (succ : ∀ n (h : m ≤ n), motive n h → motive (n + 1) (le_succ_of_le h)) (n : Nat) (h : m ≤ n) : motive n h := by
  induction h with
  | refl => exact base
  | step h ih => exact succ _ h ih

/-! ## Bounded quantifiers -/

theorem forall_lt_succ_right {p : Nat → Prop} : (∀ m, m < n + 1 → p m) ↔ (∀ m, m < n → p m) ∧ p n :=
  ⟨fun h => ⟨fun m hm => h m (Nat.le.step hm), h n Nat.le.refl⟩,
    fun h m hm => Or.casesOn (Nat.lt_succ_iff_lt_or_eq.1 hm) (h.1 m) fun e => by rw [e]; exact h.2⟩
theorem exists_lt_succ_right {p : Nat → Prop} : (∃ m, m < n + 1 ∧ p m) ↔ (∃ m, m < n ∧ p m) ∨ p n := by
  constructor
  · rintro ⟨m, hm, hp⟩
    rcases Nat.lt_succ_iff_lt_or_eq.1 hm with h | h
    · exact .inl ⟨m, h, hp⟩
    · rw [h] at hp; exact .inr hp
  · rintro (⟨m, hm, hp⟩ | hp)
    · exact ⟨m, Nat.le.step hm, hp⟩
    · exact ⟨n, Nat.le.refl, hp⟩
instance decidableBallLT : (n : Nat) → (P : ∀ k, k < n → Prop) → [∀ n h, Decidable (P n h)] → Decidable (∀ n h, P n h)
  | 0, _, _ => .isTrue fun m hm => absurd hm (not_lt_zero m)
  | n + 1, P, d =>
    match decidableBallLT n (fun k h => P k (lt_succ_of_lt h)), d n Nat.le.refl with
    | .isTrue h, .isTrue h' => .isTrue fun m hm =>
      if e : m = n then by subst e; exact h' else h m (Nat.lt_of_le_of_ne (le_of_lt_succ hm) e)
    | .isFalse h, _ => .isFalse fun h' => h fun m hm => h' m (lt_succ_of_lt hm)
    | _, .isFalse h => .isFalse fun h' => h (h' n Nat.le.refl)
instance decidableExistsLT {p : Nat → Prop} [h : DecidablePred p] : DecidablePred fun n => ∃ m, m < n ∧ p m := fun n =>
  match n with
  | 0 => .isFalse fun ⟨m, hm, _⟩ => absurd hm (not_lt_zero m)
  | n + 1 =>
    match decidableExistsLT (p := p) n, h n with
    | .isTrue h, _ => .isTrue (exists_lt_succ_right.2 (.inl h))
    | _, .isTrue h => .isTrue (exists_lt_succ_right.2 (.inr h))
    | .isFalse h, .isFalse h' => .isFalse fun e => Or.casesOn (exists_lt_succ_right.1 e) h h'

end Nat
