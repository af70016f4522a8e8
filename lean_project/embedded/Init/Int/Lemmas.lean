/- Integers: the laws of a ring and of its order. -/
prelude
import Init.Int.Basic
-- Not in Lean's documentation: Int.Difference.add_def_np, Int.Difference.add_def_pn, Int.Difference.diff_add,
--   Int.Difference.diff_cases, Int.Difference.diff_eq, Int.Difference.diff_le, Int.Difference.diff_lt,
--   Int.Difference.diff_mul, Int.Difference.diff_neg, Int.Difference.diff_neg', Int.Difference.diff_nonneg,
--   Int.Difference.diff_shift, Int.Difference.diff_sub, Int.Difference.nonneg_snn, Int.Difference.rep,
--   Int.Difference.rep_cast, Int.Difference.rep_negSucc, Int.Difference.rep_ofNat, Int.Difference.rep_one,
--   Int.Difference.rep_zero
set_option autoImplicit false

/-! ## Differences of natural numbers: what the laws are proved by -/
namespace Int.Difference
theorem diff_nonneg (n k : Nat) : subNatNat (n + k) n = ofNat k := by
  simp [subNatNat]
theorem diff_neg' (m k : Nat) : subNatNat m (m + (k + 1)) = negSucc k := by
  simp [subNatNat]
theorem diff_cases (m n : Nat) : (∃ k, m = n + k) ∨ ∃ k, n = m + (k + 1) := by
  rcases Nat.lt_or_ge m n with h | h
  · exact .inr (by obtain ⟨k, e⟩ := Nat.exists_eq_add_of_lt h; exact ⟨k, e⟩)
  · exact .inl (Nat.exists_eq_add_of_le h)
theorem diff_shift (m n k : Nat) : subNatNat (m + k) (n + k) = subNatNat m n := by
  simp [subNatNat]
theorem rep (a : Int) : ∃ m n, a = subNatNat m n := by
  cases a with
  | ofNat m => exact ⟨m, 0, by simp [subNatNat]⟩
  | negSucc n => exact ⟨0, n + 1, (by have h := diff_neg' 0 n; rw [Nat.zero_add] at h; exact h.symm)⟩
theorem rep_ofNat (m : Nat) : ofNat m = subNatNat m 0 := by simp [subNatNat]
theorem rep_cast (m : Nat) : (m : Int) = subNatNat m 0 := rep_ofNat m
theorem rep_zero : (0 : Int) = subNatNat 0 0 := rfl
theorem rep_one : (1 : Int) = subNatNat 1 0 := rfl
theorem rep_negSucc (m : Nat) : negSucc m = subNatNat 0 (m + 1) := by
  have h := diff_neg' 0 m; rw [Nat.zero_add] at h; exact h.symm
theorem diff_eq (m n p q : Nat) : subNatNat m n = subNatNat p q ↔ m + q = p + n := by
  rcases diff_cases m n with ⟨k, rfl⟩ | ⟨k, rfl⟩ <;> rcases diff_cases p q with ⟨j, rfl⟩ | ⟨j, rfl⟩
  · rw [diff_nonneg, diff_nonneg, Nat.add_right_comm, Nat.add_comm q j, Nat.add_right_comm j q n, Nat.add_assoc j n q, Nat.add_comm j, Nat.add_right_comm, Nat.add_right_comm, Nat.add_comm n q, Nat.add_assoc q n k, Nat.add_assoc q n j, Nat.add_left_cancel_iff, Nat.add_left_cancel_iff]
    exact ⟨fun h => by injection h, fun h => by rw [h]⟩
  · rw [diff_nonneg, diff_neg']
    refine ⟨fun h => by (cases h), fun h => ?_⟩
    have e : n + k + (p + (j + 1)) = p + n + (k + (j + 1)) := by simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
    rw [e] at h
    simp at h
  · rw [diff_nonneg, diff_neg']
    refine ⟨fun h => by (cases h), fun h => ?_⟩
    have e : q + j + (m + (k + 1)) = m + q + (j + (k + 1)) := by simp [Nat.add_left_comm, Nat.add_assoc]
    rw [e] at h
    simp at h
  · rw [diff_neg', diff_neg']
    have e : m + (p + (j + 1)) = p + m + (j + 1) := by simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
    have f : p + (m + (k + 1)) = p + m + (k + 1) := by simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
    rw [e, f, Nat.add_left_cancel_iff]
    exact ⟨fun h => by injection h with h; rw [h], fun h => by rw [Nat.succ.inj h]⟩
theorem add_def_pn (m n : Nat) : ofNat m + negSucc n = subNatNat m (n + 1) := rfl
theorem add_def_np (m n : Nat) : negSucc m + ofNat n = subNatNat n (m + 1) := rfl
theorem diff_add (m n p q : Nat) : subNatNat m n + subNatNat p q = subNatNat (m + p) (n + q) := by
  rcases diff_cases m n with ⟨k, rfl⟩ | ⟨k, rfl⟩ <;> rcases diff_cases p q with ⟨j, rfl⟩ | ⟨j, rfl⟩
  · rw [diff_nonneg, diff_nonneg, Nat.add_add_add_comm, diff_nonneg]; rfl
  · rw [diff_nonneg, diff_neg', add_def_pn, ← diff_shift _ _ (n + p), diff_eq]
    simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  · rw [diff_nonneg, diff_neg', add_def_np, ← diff_shift _ _ (m + q), diff_eq]
    simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  · rw [diff_neg', diff_neg', show negSucc k + negSucc j = negSucc (k + j + 1) from rfl, rep_negSucc, diff_eq]
    simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
theorem diff_neg (m n : Nat) : -subNatNat m n = subNatNat n m := by
  rcases diff_cases m n with ⟨k, rfl⟩ | ⟨k, rfl⟩
  · rw [diff_nonneg]
    cases k with
    | zero => show (0 : Int) = _; rw [rep_zero, diff_eq]; simp
    | succ k => show negSucc k = _; rw [diff_neg']
  · rw [diff_neg']; show ofNat (k + 1) = _; rw [diff_nonneg]
theorem diff_sub (m n p q : Nat) : subNatNat m n - subNatNat p q = subNatNat (m + q) (n + p) := by
  show subNatNat m n + -subNatNat p q = _
  rw [diff_neg, diff_add]
private theorem negOfNat_eq (n : Nat) : negOfNat n = subNatNat 0 n := by
  cases n with
  | zero => rfl
  | succ n => exact rep_negSucc n
theorem diff_mul (m n p q : Nat) : subNatNat m n * subNatNat p q = subNatNat (m * p + n * q) (m * q + n * p) := by
  rcases diff_cases m n with ⟨k, rfl⟩ | ⟨k, rfl⟩ <;> rcases diff_cases p q with ⟨j, rfl⟩ | ⟨j, rfl⟩
  · rw [diff_nonneg, diff_nonneg, show ofNat k * ofNat j = ofNat (k * j) from rfl, rep_ofNat, diff_eq]
    simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  · rw [diff_nonneg, diff_neg', show ofNat k * negSucc j = negOfNat (k * (j + 1)) from rfl, negOfNat_eq, diff_eq]
    simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  · rw [diff_nonneg, diff_neg', show negSucc k * ofNat j = negOfNat ((k + 1) * j) from rfl, negOfNat_eq, diff_eq]
    simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  · rw [diff_neg', diff_neg', show negSucc k * negSucc j = ofNat ((k + 1) * (j + 1)) from rfl, rep_ofNat, diff_eq]
    simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
theorem nonneg_snn (m n : Nat) : NonNeg (subNatNat m n) ↔ n ≤ m := by
  rcases diff_cases m n with ⟨k, rfl⟩ | ⟨k, rfl⟩
  · rw [diff_nonneg]; exact ⟨fun _ => Nat.le_add_right n k, fun _ => .mk k⟩
  · rw [diff_neg']
    refine ⟨fun h => (nonneg_negSucc h).elim, fun h => ?_⟩
    exact absurd h (Nat.not_le_of_gt (Nat.lt_add_of_pos_right (Nat.succ_pos k)))
theorem diff_le (m n p q : Nat) : subNatNat m n ≤ subNatNat p q ↔ m + q ≤ p + n := by
  show NonNeg (subNatNat p q - subNatNat m n) ↔ _
  rw [diff_sub, nonneg_snn, Nat.add_comm q m]
theorem diff_lt (m n p q : Nat) : subNatNat m n < subNatNat p q ↔ m + q < p + n := by
  show subNatNat m n + 1 ≤ subNatNat p q ↔ _
  rw [rep_one, diff_add, diff_le, Nat.add_zero, Nat.add_right_comm]; exact Iff.rfl
end Int.Difference

namespace Int
open Difference

/-! ## The laws -/
protected theorem add_comm (a b : Int) : a + b = b + a := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  simp only [diff_add, diff_eq]; simp [Nat.add_comm, Nat.add_left_comm]
protected theorem add_assoc (a b c : Int) : a + b + c = a + (b + c) := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b; obtain ⟨r, s, rfl⟩ := rep c
  simp only [diff_add, diff_eq]; simp [Nat.add_comm, Nat.add_left_comm]
protected theorem mul_comm (a b : Int) : a * b = b * a := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  simp only [diff_mul, diff_eq]; simp [Nat.mul_comm, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
protected theorem mul_assoc (a b c : Int) : a * b * c = a * (b * c) := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b; obtain ⟨r, s, rfl⟩ := rep c
  simp only [diff_mul, diff_eq]; simp [Nat.mul_add, Nat.mul_comm, Nat.mul_left_comm, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b; obtain ⟨r, s, rfl⟩ := rep c
  simp only [diff_mul, diff_add, diff_eq]; simp [Nat.mul_add, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by
  rw [Int.mul_comm, Int.mul_add, Int.mul_comm a, Int.mul_comm b]
@[simp] protected theorem add_zero (a : Int) : a + 0 = a := by
  obtain ⟨m, n, rfl⟩ := rep a; rw [rep_zero, diff_add, Nat.add_zero, Nat.add_zero]
@[simp] protected theorem zero_add (a : Int) : 0 + a = a := by rw [Int.add_comm, Int.add_zero]
@[simp] protected theorem mul_one (a : Int) : a * 1 = a := by
  obtain ⟨m, n, rfl⟩ := rep a; rw [rep_one, diff_mul, diff_eq]; simp
@[simp] protected theorem one_mul (a : Int) : 1 * a = a := by rw [Int.mul_comm, Int.mul_one]
@[simp] protected theorem mul_zero (a : Int) : a * 0 = 0 := by
  obtain ⟨m, n, rfl⟩ := rep a; rw [rep_zero, diff_mul, diff_eq]; simp
@[simp] protected theorem zero_mul (a : Int) : 0 * a = 0 := by rw [Int.mul_comm, Int.mul_zero]
protected theorem sub_eq_add_neg {a b : Int} : a - b = a + -b := rfl
protected theorem add_right_neg (a : Int) : a + -a = 0 := by
  obtain ⟨m, n, rfl⟩ := rep a; rw [diff_neg, diff_add, rep_zero, diff_eq]; simp [Nat.add_comm]
protected theorem add_left_neg (a : Int) : -a + a = 0 := by rw [Int.add_comm, Int.add_right_neg]
@[simp] protected theorem neg_neg (a : Int) : -(-a) = a := by
  obtain ⟨m, n, rfl⟩ := rep a; rw [diff_neg, diff_neg]
@[simp] protected theorem neg_zero : -(0 : Int) = 0 := rfl
@[simp] protected theorem neg_mul (a b : Int) : -a * b = -(a * b) := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  simp only [diff_mul, diff_neg, diff_eq]; simp [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
@[simp] protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := by
  rw [Int.mul_comm, Int.neg_mul, Int.mul_comm]
protected theorem neg_add {a b : Int} : -(a + b) = -a + -b := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  simp only [diff_add, diff_neg]
protected theorem le_refl (a : Int) : a ≤ a := by
  obtain ⟨m, n, rfl⟩ := rep a; rw [diff_le]; first | done | exact Nat.le_refl _
protected theorem le_trans {a b c : Int} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b; obtain ⟨r, s, rfl⟩ := rep c
  rw [diff_le] at h₁ h₂ ⊢
  apply Nat.le_of_add_le_add_right (b := p + q)
  have h := Nat.add_le_add h₁ h₂
  have e : m + q + (p + s) = m + s + (p + q) := by simp [Nat.add_comm, Nat.add_left_comm]
  have f : p + n + (r + q) = r + n + (p + q) := by simp [Nat.add_comm, Nat.add_left_comm]
  rw [e, f] at h; exact h
protected theorem le_antisymm {a b : Int} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  rw [diff_le] at h₁ h₂; rw [diff_eq]; exact Nat.le_antisymm h₁ h₂
protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  rw [diff_le, diff_le]; exact Nat.le_total _ _
protected theorem not_le {a b : Int} : ¬ a ≤ b ↔ b < a := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  rw [diff_le, diff_lt]; exact Nat.not_le
protected theorem not_lt {a b : Int} : ¬ a < b ↔ b ≤ a := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  rw [diff_le, diff_lt]; exact Nat.not_lt
protected theorem le_of_lt {a b : Int} (h : a < b) : a ≤ b := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  rw [diff_lt] at h; rw [diff_le]; exact Nat.le_of_lt h
protected theorem add_le_add {a b c d : Int} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b; obtain ⟨r, s, rfl⟩ := rep c; obtain ⟨t, u, rfl⟩ := rep d
  simp only [diff_add, diff_le] at *
  have h := Nat.add_le_add h₁ h₂
  simp only [Nat.add_comm, Nat.add_left_comm] at h ⊢; exact h
protected theorem mul_nonneg {a b : Int} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b := by
  obtain ⟨m, n, rfl⟩ := rep a; obtain ⟨p, q, rfl⟩ := rep b
  simp only [rep_zero, diff_mul, diff_le, Nat.zero_add, Nat.add_zero] at *
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le ha; obtain ⟨j, rfl⟩ := Nat.exists_eq_add_of_le hb
  have e : (n + k) * (q + j) + n * q = (n + k) * q + n * (q + j) + k * j := by
    simp [Nat.mul_add, Nat.add_mul, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  rw [e]; exact Nat.le_add_right _ _
theorem ofNat_le {m n : Nat} : (m : Int) ≤ n ↔ m ≤ n := by rw [rep_cast, rep_cast, diff_le]; exact Iff.rfl
theorem ofNat_lt {m n : Nat} : (m : Int) < n ↔ m < n := by rw [rep_cast, rep_cast, diff_lt]; exact Iff.rfl
theorem ofNat_inj {m n : Nat} : (m : Int) = n ↔ m = n := ⟨fun h => by (injection h), congrArg _⟩
theorem ofNat_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_le.2 (Nat.zero_le n)
theorem ofNat_zero_le (n : Nat) : 0 ≤ (n : Int) := ofNat_nonneg n
theorem natCast_add (m n : Nat) : ((m + n : Nat) : Int) = m + n := rfl
theorem natCast_mul (m n : Nat) : ((m * n : Nat) : Int) = m * n := rfl
theorem natCast_succ (n : Nat) : ((n.succ : Nat) : Int) = n + 1 := rfl
theorem ofNat_sub {m n : Nat} (h : m ≤ n) : ((n - m : Nat) : Int) = n - m := by
  rw [rep_cast, rep_cast, rep_cast, diff_sub, diff_eq]; simp [Nat.sub_add_cancel h]
end Int
