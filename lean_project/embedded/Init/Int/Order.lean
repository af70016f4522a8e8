/- Integers: consequences of the laws, division, divisibility. -/
prelude
import Init.Int.Lemmas
-- Not in Lean's documentation: Int.add_right_cancel
set_option autoImplicit false

namespace Int
open Difference
/-! ## Sums and differences -/
protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by
  rw [← Int.add_assoc, Int.add_comm a, Int.add_assoc]
protected theorem add_right_comm (a b c : Int) : a + b + c = a + c + b := by
  rw [Int.add_assoc, Int.add_comm b, Int.add_assoc]
protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by
  rw [← Int.mul_assoc, Int.mul_comm a, Int.mul_assoc]
protected theorem mul_right_comm (a b c : Int) : a * b * c = a * c * b := by
  rw [Int.mul_assoc, Int.mul_comm b, Int.mul_assoc]
@[simp] protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a
@[simp] protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a
@[simp] protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add _
@[simp] protected theorem neg_add_cancel_left (a b : Int) : -a + (a + b) = b := by
  rw [← Int.add_assoc, Int.add_left_neg, Int.zero_add]
@[simp] protected theorem add_neg_cancel_left (a b : Int) : a + (-a + b) = b := by
  rw [← Int.add_assoc, Int.add_right_neg, Int.zero_add]
@[simp] protected theorem sub_add_cancel (a b : Int) : a - b + b = a := by
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_left_neg, Int.add_zero]
@[simp] protected theorem add_sub_cancel (a b : Int) : a + b - b = a := by
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_right_neg, Int.add_zero]
protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by
  rw [Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg, Int.add_comm, Int.sub_eq_add_neg]
protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c := by
  rw [Int.sub_eq_add_neg, Int.mul_add, Int.mul_neg, Int.sub_eq_add_neg]
protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c := by
  rw [Int.mul_comm, Int.mul_sub, Int.mul_comm c, Int.mul_comm c]
protected theorem add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c := by
  have h := congrArg (-a + ·) h; simp only [Int.neg_add_cancel_left] at h; exact h
protected theorem add_right_cancel {a b c : Int} (h : a + b = c + b) : a = c := by
  rw [Int.add_comm a, Int.add_comm c] at h; exact Int.add_left_cancel h
protected theorem sub_eq_zero_of_eq {a b : Int} (h : a = b) : a - b = 0 := by rw [h, Int.sub_self]
protected theorem eq_of_sub_eq_zero {a b : Int} (h : a - b = 0) : a = b := by
  have e := Int.sub_add_cancel a b; rw [h, Int.zero_add] at e; exact e.symm
protected theorem sub_eq_zero {a b : Int} : a - b = 0 ↔ a = b := ⟨Int.eq_of_sub_eq_zero, Int.sub_eq_zero_of_eq⟩
protected theorem neg_eq_zero {a : Int} : -a = 0 ↔ a = 0 :=
  ⟨fun h => by rw [← Int.neg_neg a, h]; rfl, fun h => by rw [h]; rfl⟩
protected theorem neg_eq_neg_one_mul (a : Int) : -a = -1 * a := by rw [Int.neg_mul, Int.one_mul]
protected theorem two_mul (a : Int) : 2 * a = a + a := by
  rw [show (2 : Int) = 1 + 1 from rfl, Int.add_mul, Int.one_mul]

/-! ## Order -/
protected theorem le_of_eq {a b : Int} (h : a = b) : a ≤ b := by rw [h]; exact Int.le_refl b
protected theorem lt_irrefl (a : Int) : ¬ a < a := fun h => Int.not_le.2 h (Int.le_refl a)
protected theorem lt_of_lt_of_le {a b c : Int} (h₁ : a < b) (h₂ : b ≤ c) : a < c := Int.le_trans h₁ h₂
protected theorem lt_of_le_of_lt {a b c : Int} (h₁ : a ≤ b) (h₂ : b < c) : a < c :=
  Int.not_le.1 fun h => Int.not_le.2 h₂ (Int.le_trans h h₁)
protected theorem lt_trans {a b c : Int} (h₁ : a < b) (h₂ : b < c) : a < c := Int.lt_of_le_of_lt (Int.le_of_lt h₁) h₂
protected theorem lt_of_not_ge {a b : Int} (h : ¬ a ≤ b) : b < a := Int.not_le.1 h
protected theorem le_of_not_gt {a b : Int} (h : ¬ a > b) : a ≤ b := Int.not_lt.1 h
protected theorem not_le_of_gt {a b : Int} (h : b < a) : ¬ a ≤ b := Int.not_le.2 h
protected theorem not_lt_of_ge {a b : Int} (h : b ≤ a) : ¬ a < b := Int.not_lt.2 h
protected theorem ne_of_gt {a b : Int} (h : b < a) : a ≠ b := fun e => Int.lt_irrefl b (by rw [e] at h; exact h)
protected theorem ne_of_lt {a b : Int} (h : a < b) : a ≠ b := fun e => Int.lt_irrefl b (by rw [e] at h; exact h)
protected theorem lt_or_gt_of_ne {a b : Int} (h : a ≠ b) : a < b ∨ b < a := by
  rcases Int.le_total a b with h' | h'
  · exact .inl (Int.not_le.1 fun h'' => h (Int.le_antisymm h' h''))
  · exact .inr (Int.not_le.1 fun h'' => h (Int.le_antisymm h'' h'))
protected theorem lt_or_le (a b : Int) : a < b ∨ b ≤ a := by
  by_cases h : b ≤ a
  · exact .inr h
  · exact .inl (Int.not_le.1 h)
theorem add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b := h
theorem lt_of_add_one_le {a b : Int} (h : a + 1 ≤ b) : a < b := h
theorem lt_add_one_of_le {a b : Int} (h : a ≤ b) : a < b + 1 := Int.add_le_add h (Int.le_refl 1)
theorem le_of_lt_add_one {a b : Int} (h : a < b + 1) : a ≤ b := by
  have h : a + 1 + -1 ≤ b + 1 + -1 := Int.add_le_add h (Int.le_refl (-1))
  rw [Int.add_assoc, Int.add_assoc] at h; exact (show a + 0 ≤ b + 0 → a ≤ b by rw [Int.add_zero, Int.add_zero]; exact id) h
protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b := Int.add_le_add (Int.le_refl c) h
protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c := Int.add_le_add h (Int.le_refl c)
protected theorem le_of_add_le_add_right {a b c : Int} (h : a + b ≤ c + b) : a ≤ c := by
  have h := Int.add_le_add_right h (-b)
  rw [Int.add_assoc, Int.add_assoc, Int.add_right_neg, Int.add_zero, Int.add_zero] at h; exact h
protected theorem sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b := by
  have h := Int.add_le_add_right h (-b); rw [Int.add_right_neg] at h; exact h
protected theorem le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a := by
  have h := Int.add_le_add_right h b; rw [Int.zero_add, Int.sub_add_cancel] at h; exact h
protected theorem sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a := ⟨Int.le_of_sub_nonneg, Int.sub_nonneg_of_le⟩
protected theorem neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a := by
  apply Int.le_of_sub_nonneg; rw [Int.sub_eq_add_neg, Int.neg_neg, Int.add_comm]; exact Int.sub_nonneg_of_le h
protected theorem neg_nonneg_of_nonpos {a : Int} (h : a ≤ 0) : 0 ≤ -a := Int.neg_le_neg h
protected theorem neg_nonpos_of_nonneg {a : Int} (h : 0 ≤ a) : -a ≤ 0 := Int.neg_le_neg h
protected theorem neg_le_neg_iff {a b : Int} : -a ≤ -b ↔ b ≤ a :=
  ⟨fun h => by have h := Int.neg_le_neg h; rw [Int.neg_neg, Int.neg_neg] at h; exact h, Int.neg_le_neg⟩
protected theorem mul_le_mul_of_nonneg_left {a b c : Int} (h : a ≤ b) (hc : 0 ≤ c) : c * a ≤ c * b := by
  apply Int.le_of_sub_nonneg; rw [← Int.mul_sub]; exact Int.mul_nonneg hc (Int.sub_nonneg_of_le h)
protected theorem mul_le_mul_of_nonpos_left {a b c : Int} (ha : a ≤ 0) (h : c ≤ b) : a * b ≤ a * c := by
  have h := Int.mul_le_mul_of_nonneg_left h (Int.neg_nonneg_of_nonpos ha)
  rw [Int.neg_mul, Int.neg_mul] at h; exact Int.neg_le_neg_iff.1 h
theorem add_le_zero_iff_le_neg {a b : Int} : a + b ≤ 0 ↔ a ≤ -b :=
  ⟨fun h => Int.le_of_add_le_add_right (b := b) (by rw [Int.add_left_neg]; exact h), fun h => by
    have h := Int.add_le_add_right h b; rw [Int.add_left_neg] at h; exact h⟩
theorem le_add_of_nonneg_right {a b : Int} (h : 0 ≤ b) : a ≤ a + b := by
  have h := Int.add_le_add_left h a; rw [Int.add_zero] at h; exact h
theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = n := by
  cases a with
  | ofNat n => exact ⟨n, rfl⟩
  | negSucc n => exact (nonneg_negSucc (show NonNeg (negSucc n) from (by have h' : NonNeg (negSucc n - 0) := h; rw [Int.sub_zero] at h'; exact h'))).elim
theorem toNat_of_nonneg {a : Int} (h : 0 ≤ a) : (toNat a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h; rfl
@[simp] theorem toNat_natCast (n : Nat) : toNat (n : Int) = n := rfl
theorem negSucc_lt_zero (n : Nat) : negSucc n < 0 := Int.not_le.1 fun h => by
  obtain ⟨m, e⟩ := eq_ofNat_of_zero_le h; cases e
theorem negSucc_eq (n : Nat) : negSucc n = -((n : Int) + 1) := rfl
theorem natAbs_of_nonneg {a : Int} (h : 0 ≤ a) : (natAbs a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h; rfl
theorem natAbs_neg (a : Int) : natAbs (-a) = natAbs a := by
  cases a with
  | ofNat n => cases n <;> rfl
  | negSucc n => rfl
theorem ofNat_natAbs_of_nonpos {a : Int} (h : a ≤ 0) : (natAbs a : Int) = -a := by
  rw [← natAbs_neg, natAbs_of_nonneg (Int.neg_nonneg_of_nonpos h)]
theorem le_natAbs {a : Int} : a ≤ natAbs a := by
  rcases Int.le_total 0 a with h | h
  · rw [natAbs_of_nonneg h]; exact Int.le_refl a
  · exact Int.le_trans h (ofNat_zero_le _)
theorem natAbs_eq_zero {a : Int} : natAbs a = 0 ↔ a = 0 := by
  cases a with
  | ofNat n => exact ⟨fun h => congrArg ofNat h, fun h => by injection h⟩
  | negSucc n => exact ⟨fun h => Nat.noConfusion h, fun h => by cases h⟩
theorem natAbs_mul (a b : Int) : natAbs (a * b) = natAbs a * natAbs b := by
  cases a <;> cases b
  · rfl
  · rename_i m n; show natAbs (negOfNat (m * (n + 1))) = m * (n + 1); cases m * (n + 1) <;> rfl
  · rename_i m n; show natAbs (negOfNat ((m + 1) * n)) = (m + 1) * n; cases (m + 1) * n <;> rfl
  · rfl

/-! ## Division: one quotient and one remainder -/
theorem mul_ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact congrArg ofNat (Nat.div_add_mod m n)
    | negSucc n =>
      show negSucc n * -(ofNat (m / (n + 1))) + ofNat (m % (n + 1)) = ofNat m
      rw [Int.mul_neg, ← Int.neg_mul]
      exact congrArg ofNat (Nat.div_add_mod m (n + 1))
  | negSucc m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero =>
        show (0 : Int) * 0 + subNatNat 0 (m % 0 + 1) = negSucc m
        rw [Nat.mod_zero, Int.mul_zero, Int.zero_add, rep_negSucc]
      | succ n =>
        show ofNat (n + 1) * negSucc (m / (n + 1)) + subNatNat (n + 1) (m % (n + 1) + 1) = negSucc m
        simp only [rep_ofNat, rep_negSucc, diff_mul, diff_add, diff_eq]
        have h := Nat.div_add_mod m (n + 1)
        generalize m / (n + 1) = q at h ⊢; generalize m % (n + 1) = r at h ⊢
        rw [← h]; simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
    | negSucc n =>
      show negSucc n * ofNat (m / (n + 1) + 1) + subNatNat (n + 1) (m % (n + 1) + 1) = negSucc m
      simp only [rep_ofNat, rep_negSucc, diff_mul, diff_add, diff_eq]
      have h := Nat.div_add_mod m (n + 1)
      generalize m / (n + 1) = q at h ⊢; generalize m % (n + 1) = r at h ⊢
      rw [← h]; simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
theorem emod_def (a b : Int) : a % b = a - b * (a / b) := by
  have h := mul_ediv_add_emod a b
  rw [Int.add_comm] at h
  have e := Int.add_sub_cancel (a % b) (b * (a / b)); rw [h] at e; exact e.symm
theorem emod_nonneg (a : Int) {b : Int} (h : b ≠ 0) : 0 ≤ a % b := by
  cases a with
  | ofNat m => exact ofNat_nonneg _
  | negSucc m =>
    show 0 ≤ subNatNat (natAbs b) (m % natAbs b + 1)
    rw [rep_zero, diff_le, Nat.zero_add, Nat.add_zero]
    exact Nat.mod_lt m (Nat.pos_of_ne_zero fun e => h (natAbs_eq_zero.1 e))
theorem emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le (Int.le_of_lt h)
  have hn : 0 < n := ofNat_lt.1 h
  cases a with
  | ofNat m => exact ofNat_lt.2 (Nat.mod_lt m hn)
  | negSucc m =>
    show subNatNat n (m % n + 1) < _
    rw [rep_cast, diff_lt, Nat.add_zero]; exact Nat.lt_add_of_pos_right (Nat.succ_pos _)
theorem mul_ediv_self_le {x k : Int} (h : k ≠ 0) : k * (x / k) ≤ x := by
  have e := le_add_of_nonneg_right (a := k * (x / k)) (emod_nonneg x h)
  rw [mul_ediv_add_emod] at e; exact e
theorem lt_mul_ediv_self_add {x k : Int} (h : 0 < k) : x < k * (x / k) + k := by
  have e := Int.add_le_add_left (add_one_le_of_lt (emod_lt_of_pos x h)) (k * (x / k))
  rw [← Int.add_assoc, mul_ediv_add_emod] at e; exact e
private theorem le_mul_of_pos {k t : Int} (hk : 0 < k) (ht : 0 < t) : k ≤ k * t := by
  have h := Int.mul_le_mul_of_nonneg_left (add_one_le_of_lt ht) (Int.le_of_lt hk)
  rw [Int.zero_add, Int.mul_one] at h; exact h
private theorem ediv_le_of_eq {k q r q' r' : Int} (hk : 0 < k) (hr : 0 ≤ r) (hr' : r' < k) (e : k * q + r = k * q' + r') :
    q ≤ q' := by
  apply Int.le_of_not_gt
  intro h
  have ht : 0 < q - q' := by
    have := Int.sub_nonneg_of_le (add_one_le_of_lt h)
    show 0 + 1 ≤ q - q'
    apply Int.le_of_sub_nonneg
    have e : q - q' - (0 + 1) = q - (q' + 1) := by
      rw [Int.zero_add, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc]
    rw [e]; exact this
  have h₁ := le_mul_of_pos hk ht
  have h₂ : k * (q - q') + r = r' := by
    rw [Int.mul_sub]
    apply Int.add_left_cancel (a := k * q')
    rw [← e, ← Int.add_assoc, Int.add_comm (k * q'), Int.sub_add_cancel]
  have h₃ := Int.add_le_add h₁ hr
  rw [h₂, Int.add_zero] at h₃
  exact Int.not_le_of_gt hr' h₃
private theorem ediv_emod_of_eq {a k q r : Int} (hk : 0 < k) (hr : 0 ≤ r) (hr' : r < k) (e : k * q + r = a) : a / k = q ∧ a % k = r := by
  have h := mul_ediv_add_emod a k
  have h₁ : a / k = q := Int.le_antisymm
    (ediv_le_of_eq hk (emod_nonneg a (Int.ne_of_gt hk)) hr' (h.trans e.symm))
    (ediv_le_of_eq hk hr (emod_lt_of_pos a hk) (e.trans h.symm))
  refine ⟨h₁, ?_⟩
  rw [h₁] at h
  exact Int.add_left_cancel (h.trans e.symm)
theorem ediv_emod_unique {a b r q : Int} (h : 0 < b) : a / b = q ∧ a % b = r ↔ r + b * q = a ∧ 0 ≤ r ∧ r < b := by
  constructor
  · rintro ⟨rfl, rfl⟩
    exact ⟨by rw [Int.add_comm]; exact mul_ediv_add_emod a b, emod_nonneg a (Int.ne_of_gt h), emod_lt_of_pos a h⟩
  · rintro ⟨e, hr, hr'⟩
    exact ediv_emod_of_eq h hr hr' (by rw [Int.add_comm]; exact e)
protected theorem le_of_mul_le_mul_left {a b c : Int} (w : a * b ≤ a * c) (h : 0 < a) : b ≤ c := by
  apply Int.le_of_not_gt
  intro h'
  have p : 0 < b - c := by
    show 0 + 1 ≤ b - c
    rw [Int.zero_add]
    have h' := Int.add_le_add_right (Int.add_one_le_of_lt h') (-c)
    rw [Int.add_right_comm, Int.add_right_neg, Int.zero_add] at h'; exact h'
  have h₁ := le_mul_of_pos h p
  rw [Int.mul_sub] at h₁
  have h₂ := Int.le_trans (show (0 : Int) + 1 ≤ a from h) h₁
  have h₃ := Int.add_le_add h₂ w
  rw [Int.sub_add_cancel, Int.zero_add, Int.add_comm] at h₃
  exact Int.lt_irrefl _ (Int.lt_of_add_one_le h₃)
@[simp] theorem ediv_zero (a : Int) : a / 0 = 0 := by
  cases a with
  | ofNat m => show ofNat (m / 0) = _; rw [Nat.div_zero]; rfl
  | negSucc m => rfl
theorem zero_ediv (b : Int) : 0 / b = 0 := by
  cases b with
  | ofNat n => show ofNat (0 / n) = _; rw [Nat.zero_div]; rfl
  | negSucc n => show -ofNat (0 / (n + 1)) = _; rw [Nat.zero_div]; rfl
theorem ediv_neg (a b : Int) : a / (-b) = -(a / b) := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero => show ofNat (m / 0) = -ofNat (m / 0); rw [Nat.div_zero]; rfl
      | succ n => rfl
    | negSucc n => show ofNat (m / (n + 1)) = - -ofNat (m / (n + 1)); rw [Int.neg_neg]
  | negSucc m =>
    cases b with
    | ofNat n => cases n <;> rfl
    | negSucc n => rfl
theorem mul_ediv_cancel_left {k : Int} (q : Int) (h : k ≠ 0) : k * q / k = q := by
  rcases Int.lt_or_gt_of_ne h with hk | hk
  · have hk' : 0 < -k := by
      have := Int.neg_le_neg (le_of_lt_add_one (lt_add_one_of_le (add_one_le_of_lt hk)))
      exact Int.not_le.1 fun h' => Int.not_le_of_gt hk (Int.neg_le_neg_iff.1 h')
    have e : k * q = -k * -q := by rw [Int.neg_mul, Int.mul_neg, Int.neg_neg]
    have h₁ := (ediv_emod_of_eq (a := k * q) (q := -q) hk' (Int.le_refl 0) hk' (by rw [Int.add_zero, e])).1
    rw [ediv_neg] at h₁
    have h₂ := congrArg (- ·) h₁
    simp only [Int.neg_neg] at h₂; exact h₂
  · exact (ediv_emod_of_eq hk (Int.le_refl 0) hk (Int.add_zero _)).1

/-! ## Divisibility -/
protected theorem dvd_refl (a : Int) : a ∣ a := ⟨1, (Int.mul_one a).symm⟩
protected theorem dvd_zero (a : Int) : a ∣ 0 := ⟨0, (Int.mul_zero a).symm⟩
protected theorem dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Int) : b ∣ a * b := ⟨a, Int.mul_comm a b⟩
protected theorem dvd_trans {a b c : Int} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨x, rfl⟩ := h₁; obtain ⟨y, rfl⟩ := h₂; exact ⟨x * y, Int.mul_assoc _ _ _⟩
protected theorem dvd_add {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨x, rfl⟩ := h₁; obtain ⟨y, rfl⟩ := h₂; exact ⟨x + y, (Int.mul_add _ _ _).symm⟩
protected theorem dvd_sub {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := by
  obtain ⟨x, rfl⟩ := h₁; obtain ⟨y, rfl⟩ := h₂; exact ⟨x - y, (Int.mul_sub _ _ _).symm⟩
@[simp] protected theorem dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b := by
  constructor
  · rintro ⟨x, e⟩; exact ⟨-x, by rw [Int.mul_neg, ← e, Int.neg_neg]⟩
  · rintro ⟨x, rfl⟩; exact ⟨-x, (Int.mul_neg _ _).symm⟩
protected theorem dvd_mul_of_dvd_left {a b c : Int} (h : a ∣ b) : a ∣ b * c :=
  Int.dvd_trans h (Int.dvd_mul_right b c)
protected theorem mul_ediv_cancel' {a b : Int} (h : a ∣ b) : a * (b / a) = b := by
  obtain ⟨x, rfl⟩ := h
  by_cases h : a = 0
  · subst h; rw [Int.zero_mul, Int.zero_mul]
  · rw [mul_ediv_cancel_left x h]
theorem emod_eq_zero_of_dvd {a b : Int} (h : a ∣ b) : b % a = 0 := by
  rw [emod_def, Int.mul_ediv_cancel' h, Int.sub_self]
theorem dvd_of_emod_eq_zero {a b : Int} (h : b % a = 0) : a ∣ b := by
  have e := mul_ediv_add_emod b a; rw [h, Int.add_zero] at e; exact ⟨b / a, e.symm⟩
theorem dvd_self_sub_emod {x m : Int} : m ∣ x - x % m := by
  refine ⟨x / m, ?_⟩
  rw [emod_def, Int.sub_eq_add_neg, Int.neg_sub, Int.add_comm, Int.sub_add_cancel]
theorem emod_pos_of_not_dvd {a b : Int} (h : ¬ a ∣ b) : a = 0 ∨ 0 < b % a := by
  by_cases h0 : a = 0
  · exact .inl h0
  · refine .inr (Int.not_le.1 fun h' => h (dvd_of_emod_eq_zero (Int.le_antisymm h' (emod_nonneg b h0))))
theorem ofNat_dvd {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n := by
  refine ⟨fun ⟨x, e⟩ => ?_, fun ⟨x, e⟩ => ⟨x, congrArg ofNat e⟩⟩
  refine ⟨natAbs x, ?_⟩
  have h := congrArg natAbs e
  rw [natAbs_mul] at h; exact h
theorem ofNat_dvd_left {m : Nat} {a : Int} : (m : Int) ∣ a ↔ m ∣ natAbs a := by
  constructor
  · rintro ⟨x, rfl⟩; rw [natAbs_mul]; exact ⟨natAbs x, rfl⟩
  · intro h
    rcases Int.le_total 0 a with ha | ha
    · have h := ofNat_dvd.2 h; rw [natAbs_of_nonneg ha] at h; exact h
    · have h := ofNat_dvd.2 h; rw [ofNat_natAbs_of_nonpos ha] at h
      have h := Int.dvd_neg.2 h; rw [Int.neg_neg] at h; exact h
end Int
