/- Natural numbers: the laws of addition, multiplication, subtraction and powers. -/
prelude
import Init.SimpLemmas
-- Not in Lean's documentation: Nat.add_add_one, Nat.add_one_add, Nat.add_one_sub_add_one, Nat.add_sq,
--   Nat.eq_zero_of_mul_eq_zero, Nat.mul_eq_one_iff, Nat.mul_left_cancel_of_ne_zero, Nat.mul_pred_left,
--   Nat.mul_pred_right, Nat.mul_right_cancel_of_ne_zero, Nat.mul_self_add_one, Nat.mul_self_eq_zero_iff,
--   Nat.sub_add_one, Nat.sub_add_self, Nat.succ_inj', Nat.zero_pow_add_one, Nat.zero_pow_succ

set_option autoImplicit false
universe u

gen_injective_theorems% Nat

/-! ## Induction and cases that show `0` and `n + 1` -/

@[elab_as_elim, induction_eliminator]
protected noncomputable abbrev Nat.recAux {motive : Nat → Sort u} (zero : motive 0) (succ : (n : Nat) → motive n → motive (n + 1)) (t : Nat) :
    motive t :=
  @Nat.rec motive zero succ t

@[elab_as_elim, cases_eliminator]
protected abbrev Nat.casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0) (succ : (n : Nat) → motive (n + 1)) :
    motive t :=
  @Nat.casesOn motive t zero succ

namespace Nat
variable {a b c d k l m n p q : Nat}

/-! ## Both spellings of the operations -/

@[simp] theorem zero_eq : Nat.zero = 0 := rfl
@[simp] theorem add_eq {x y : Nat} : Nat.add x y = x + y := rfl
@[simp] theorem mul_eq {x y : Nat} : Nat.mul x y = x * y := rfl
@[simp] theorem sub_eq {x y : Nat} : Nat.sub x y = x - y := rfl
@[simp] theorem pow_eq {m n : Nat} : Nat.pow m n = m ^ n := rfl
@[simp] theorem le_eq {m n : Nat} : Nat.le m n = (m ≤ n) := rfl
@[simp] theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
theorem ctor_eq_zero : Nat.zero = 0 := rfl

/-! ## Constructors -/

@[simp] theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => Nat.noConfusion h
@[simp] theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := succ_ne_zero n
@[simp] theorem zero_ne_add_one (n : Nat) : 0 ≠ n + 1 := fun h => succ_ne_zero n h.symm
protected theorem one_ne_zero : 1 ≠ (0 : Nat) := succ_ne_zero 0
protected theorem zero_ne_one : 0 ≠ (1 : Nat) := zero_ne_add_one 0
theorem succ_inj : succ a = succ b ↔ a = b := ⟨congrArg pred, congrArg succ⟩
theorem succ_inj' : succ a = succ b ↔ a = b := succ_inj
theorem add_one_inj : a + 1 = b + 1 ↔ a = b := succ_inj
theorem succ_ne_succ : succ m ≠ succ n ↔ m ≠ n := ⟨fun h e => h (congrArg succ e), fun h e => h (congrArg pred e)⟩
theorem succ_ne_self (n : Nat) : succ n ≠ n := by
  induction n with
  | zero => exact succ_ne_zero 0
  | succ n ih => exact fun h => ih (congrArg pred h)
theorem add_one_ne_self (n : Nat) : n + 1 ≠ n := succ_ne_self n
theorem eq_zero_or_eq_succ_pred (n : Nat) : n = 0 ∨ n = succ (pred n) := by
  cases n with
  | zero => exact .inl rfl
  | succ n => exact .inr rfl
theorem exists_eq_succ_of_ne_zero (h : n ≠ 0) : ∃ k, n = succ k := by
  cases n with
  | zero => exact absurd rfl h
  | succ k => exact ⟨k, rfl⟩
theorem exists_eq_add_one_of_ne_zero (h : n ≠ 0) : ∃ k, n = k + 1 := exists_eq_succ_of_ne_zero h
theorem succ_pred (h : a ≠ 0) : a.pred.succ = a := by
  cases a with
  | zero => exact absurd rfl h
  | succ a => rfl
theorem succ_pred_eq_of_ne_zero (h : n ≠ 0) : succ (pred n) = n := succ_pred h
@[simp] theorem pred_zero : pred 0 = 0 := rfl
@[simp] theorem pred_succ (n : Nat) : pred (succ n) = n := rfl
@[simp] theorem pred_eq_sub_one : pred n = n - 1 := rfl

/-! ## Addition -/

@[simp] protected theorem add_zero (n : Nat) : n + 0 = n := rfl
@[simp] protected theorem zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg succ ih
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
theorem succ_add (n m : Nat) : succ n + m = succ (n + m) := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg succ ih
theorem add_add_one (n m : Nat) : n + (m + 1) = n + m + 1 := rfl
theorem add_one_add (n m : Nat) : n + 1 + m = n + m + 1 := succ_add n m
theorem succ_add_eq_add_succ (a b : Nat) : succ a + b = a + succ b := succ_add a b
theorem one_add (n : Nat) : 1 + n = succ n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg succ ih
protected theorem add_comm (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => exact (Nat.zero_add n).symm
  | succ m ih => exact (congrArg succ ih).trans (succ_add m n).symm
protected theorem add_assoc (n m k : Nat) : (n + m) + k = n + (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact congrArg succ ih
protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) :=
  calc
    n + (m + k) = (m + k) + n := Nat.add_comm _ _
    _ = m + (k + n) := Nat.add_assoc _ _ _
    _ = m + (n + k) := congrArg (m + ·) (Nat.add_comm k n)
protected theorem add_right_comm (n m k : Nat) : (n + m) + k = (n + k) + m :=
  calc
    (n + m) + k = k + (n + m) := Nat.add_comm _ _
    _ = n + (k + m) := Nat.add_left_comm _ _ _
    _ = (n + k) + m := (Nat.add_assoc _ _ _).symm
protected theorem add_add_add_comm (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  rw [Nat.add_assoc, Nat.add_assoc, Nat.add_left_comm b c d]
protected theorem add_right_cancel (h : n + m = k + m) : n = k := by
  induction m with
  | zero => exact h
  | succ m ih => exact ih (congrArg pred h)
protected theorem add_left_cancel (h : n + m = n + k) : m = k :=
  Nat.add_right_cancel ((Nat.add_comm m n).trans (h.trans (Nat.add_comm n k)))
@[simp] protected theorem add_left_cancel_iff : n + m = n + k ↔ m = k := ⟨Nat.add_left_cancel, congrArg (n + ·)⟩
@[simp] protected theorem add_right_cancel_iff : m + n = k + n ↔ m = k := ⟨Nat.add_right_cancel, congrArg (· + n)⟩
protected theorem eq_zero_of_add_eq_zero_left (h : n + m = 0) : m = 0 := by
  cases m with
  | zero => rfl
  | succ m => exact absurd h (succ_ne_zero _)
protected theorem eq_zero_of_add_eq_zero_right (h : n + m = 0) : n = 0 :=
  Nat.eq_zero_of_add_eq_zero_left ((Nat.add_comm m n).trans h)
theorem eq_zero_of_add_eq_zero (h : n + m = 0) : n = 0 ∧ m = 0 :=
  ⟨Nat.eq_zero_of_add_eq_zero_right h, Nat.eq_zero_of_add_eq_zero_left h⟩
@[simp] protected theorem add_eq_zero_iff : n + m = 0 ↔ n = 0 ∧ m = 0 :=
  ⟨eq_zero_of_add_eq_zero, fun h => by rw [h.1, h.2]⟩
@[simp] protected theorem add_eq_left : a + b = a ↔ b = 0 := ⟨fun h => Nat.add_left_cancel h, fun h => congrArg (a + ·) h⟩
@[simp] protected theorem add_eq_right : a + b = b ↔ a = 0 := by rw [Nat.add_comm]; exact Nat.add_eq_left
@[simp] protected theorem left_eq_add : a = a + b ↔ b = 0 := ⟨fun h => Nat.add_eq_left.1 h.symm, fun h => (Nat.add_eq_left.2 h).symm⟩
@[simp] protected theorem right_eq_add : b = a + b ↔ a = 0 := ⟨fun h => Nat.add_eq_right.1 h.symm, fun h => (Nat.add_eq_right.2 h).symm⟩
theorem add_eq_one_iff : m + n = 1 ↔ m = 0 ∧ n = 1 ∨ m = 1 ∧ n = 0 := by
  constructor
  · intro h
    cases n with
    | zero => exact .inr ⟨h, rfl⟩
    | succ n =>
      have h' : m + n = 0 := congrArg pred h
      exact .inl ⟨Nat.eq_zero_of_add_eq_zero_right h', congrArg succ (Nat.eq_zero_of_add_eq_zero_left h')⟩
  · rintro (⟨h, h'⟩ | ⟨h, h'⟩)
    · rw [h, h']
    · rw [h, h']

/-! ## Multiplication -/

@[simp] protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
theorem mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := rfl
@[simp] protected theorem zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih
theorem succ_mul (n m : Nat) : succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg succ ((congrArg (· + n) ih).trans (Nat.add_right_comm _ _ _))
theorem add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := succ_mul n m
protected theorem mul_comm (n m : Nat) : n * m = m * n := by
  induction m with
  | zero => exact (Nat.zero_mul n).symm
  | succ m ih => exact (congrArg (· + n) ih).trans (succ_mul m n).symm
@[simp] protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
@[simp] protected theorem one_mul (n : Nat) : 1 * n = n := (Nat.mul_comm 1 n).trans (Nat.mul_one n)
protected theorem left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := by
  induction k with
  | zero => rfl
  | succ k ih => exact (congrArg (· + n) ih).trans (Nat.add_assoc _ _ _)
protected theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm (n + m) k, Nat.left_distrib, Nat.mul_comm k n, Nat.mul_comm k m]
protected theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := Nat.left_distrib n m k
protected theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := Nat.right_distrib n m k
protected theorem mul_assoc (n m k : Nat) : (n * m) * k = n * (m * k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact (congrArg (· + n * m) ih).trans (Nat.left_distrib n (m * k) m).symm
protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc, ← Nat.mul_assoc, Nat.mul_comm n m]
protected theorem mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by
  rw [Nat.mul_assoc, Nat.mul_assoc, Nat.mul_comm m k]
protected theorem mul_mul_mul_comm (a b c d : Nat) : (a * b) * (c * d) = (a * c) * (b * d) := by
  rw [Nat.mul_assoc, Nat.mul_assoc, Nat.mul_left_comm b c d]
protected theorem mul_two (n : Nat) : n * 2 = n + n := congrArg (· + n) (Nat.zero_add n)
protected theorem two_mul (n : Nat) : 2 * n = n + n := (Nat.mul_comm 2 n).trans (Nat.mul_two n)
protected theorem mul_eq_zero {m n : Nat} : n * m = 0 ↔ n = 0 ∨ m = 0 := by
  constructor
  · intro h
    cases m with
    | zero => exact .inr rfl
    | succ m => exact .inl (Nat.eq_zero_of_add_eq_zero_left h)
  · rintro (h | h)
    · rw [h, Nat.zero_mul]
    · rw [h]; rfl
attribute [simp] Nat.mul_eq_zero
protected theorem eq_zero_of_mul_eq_zero (h : n * m = 0) : n = 0 ∨ m = 0 := Nat.mul_eq_zero.1 h
protected theorem mul_ne_zero (hn : n ≠ 0) (hm : m ≠ 0) : n * m ≠ 0 := fun h => Or.casesOn (Nat.mul_eq_zero.1 h) hn hm
protected theorem mul_ne_zero_iff : n * m ≠ 0 ↔ n ≠ 0 ∧ m ≠ 0 :=
  ⟨fun h => ⟨fun e => h (Nat.mul_eq_zero.2 (.inl e)), fun e => h (Nat.mul_eq_zero.2 (.inr e))⟩, fun h => Nat.mul_ne_zero h.1 h.2⟩
theorem mul_self_eq_zero_iff : n * n = 0 ↔ n = 0 := ⟨fun h => Or.casesOn (Nat.mul_eq_zero.1 h) id id, fun h => Nat.mul_eq_zero.2 (.inl h)⟩
protected theorem mul_left_cancel_of_ne_zero (hn : n ≠ 0) (h : n * m = n * k) : m = k := by
  induction m generalizing k with
  | zero =>
    cases k with
    | zero => rfl
    | succ k => exact absurd (Nat.eq_zero_of_add_eq_zero_left (n := n * k) h.symm) hn
  | succ m ih =>
    cases k with
    | zero => exact absurd (Nat.eq_zero_of_add_eq_zero_left (n := n * m) h) hn
    | succ k => exact congrArg succ (ih (Nat.add_right_cancel (m := n) h))
protected theorem mul_right_cancel_of_ne_zero (hm : m ≠ 0) (h : n * m = k * m) : n = k := by
  rw [Nat.mul_comm n m, Nat.mul_comm k m] at h
  exact Nat.mul_left_cancel_of_ne_zero hm h
theorem eq_one_of_mul_eq_one_left (h : m * n = 1) : n = 1 := by
  cases n with
  | zero => exact absurd h Nat.zero_ne_one
  | succ n =>
    cases n with
    | zero => rfl
    | succ n =>
      cases m with
      | zero => exact absurd ((Nat.zero_mul _).symm.trans h) Nat.zero_ne_one
      | succ m =>
        have h' : (m + 1) * (n + 1) + m = 0 := congrArg pred h
        exact absurd (Nat.eq_zero_of_add_eq_zero_right h') (succ_ne_zero _)
theorem eq_one_of_mul_eq_one_right (h : m * n = 1) : m = 1 := eq_one_of_mul_eq_one_left ((Nat.mul_comm n m).trans h)
@[simp] theorem mul_eq_one_iff : m * n = 1 ↔ m = 1 ∧ n = 1 :=
  ⟨fun h => ⟨eq_one_of_mul_eq_one_right h, eq_one_of_mul_eq_one_left h⟩, fun h => by rw [h.1, h.2]⟩
theorem mul_self_add_one (n : Nat) : (n + 1) * (n + 1) = n * n + 2 * n + 1 := by
  rw [Nat.mul_add_one, Nat.add_one_mul, Nat.two_mul, ← Nat.add_assoc, ← Nat.add_assoc]

/-! ## Subtraction -/

@[simp] protected theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
theorem sub_add_one (n m : Nat) : n - (m + 1) = pred (n - m) := rfl
theorem sub_one (n : Nat) : n - 1 = pred n := rfl
@[simp] theorem add_one_sub_one (n : Nat) : n + 1 - 1 = n := rfl
@[simp] protected theorem succ_sub_one (n : Nat) : succ n - 1 = n := rfl
theorem succ_sub_succ_eq_sub (n m : Nat) : succ n - succ m = n - m := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg pred ih
theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := succ_sub_succ_eq_sub n m
@[simp] theorem add_one_sub_add_one (n m : Nat) : n + 1 - (m + 1) = n - m := succ_sub_succ_eq_sub n m
@[simp] protected theorem zero_sub (n : Nat) : 0 - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg pred ih
@[simp] protected theorem sub_self (n : Nat) : n - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact (succ_sub_succ n n).trans ih
protected theorem sub_sub (n m k : Nat) : n - m - k = n - (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact congrArg pred ih
theorem sub_add_eq (a b c : Nat) : a - (b + c) = a - b - c := (Nat.sub_sub a b c).symm
protected theorem sub_right_comm (m n k : Nat) : m - n - k = m - k - n := by rw [Nat.sub_sub, Nat.sub_sub, Nat.add_comm]
@[simp] protected theorem add_sub_add_right (n k m : Nat) : (n + k) - (m + k) = n - m := by
  induction k with
  | zero => rfl
  | succ k ih => exact (succ_sub_succ _ _).trans ih
@[simp] protected theorem add_sub_add_left (k n m : Nat) : (k + n) - (k + m) = n - m := by
  rw [Nat.add_comm k n, Nat.add_comm k m, Nat.add_sub_add_right]
@[simp] protected theorem add_sub_cancel (n m : Nat) : n + m - m = n := by
  induction m with
  | zero => rfl
  | succ m ih => exact (succ_sub_succ _ _).trans ih
@[simp] protected theorem add_sub_cancel_left (n m : Nat) : n + m - n = m := by rw [Nat.add_comm, Nat.add_sub_cancel]
theorem add_sub_self_left (a b : Nat) : (a + b) - a = b := Nat.add_sub_cancel_left a b
theorem add_sub_self_right (a b : Nat) : (a + b) - b = a := Nat.add_sub_cancel a b
@[simp] protected theorem sub_self_add (n m : Nat) : n - (n + m) = 0 := by rw [← Nat.sub_sub, Nat.sub_self, Nat.zero_sub]
@[simp] protected theorem sub_add_self (n m : Nat) : n - (m + n) = 0 := by rw [Nat.add_comm, Nat.sub_self_add]
protected theorem sub_eq_of_eq_add (h : a = c + b) : a - b = c := by rw [h, Nat.add_sub_cancel]
protected theorem sub_eq_of_eq_add' (h : a = b + c) : a - b = c := by rw [h, Nat.add_sub_cancel_left]
theorem mul_pred_left (n m : Nat) : pred n * m = n * m - m := by
  cases n with
  | zero => exact (Nat.zero_mul m).trans (((congrArg (· - m) (Nat.zero_mul m)).trans (Nat.zero_sub m)).symm)
  | succ n => exact ((congrArg (· - m) (succ_mul n m)).trans (Nat.add_sub_cancel _ _)).symm
theorem mul_pred_right (n m : Nat) : n * pred m = n * m - n := by rw [Nat.mul_comm, mul_pred_left, Nat.mul_comm]
protected theorem mul_sub_right_distrib (n m k : Nat) : (n - m) * k = n * k - m * k := by
  induction m with
  | zero => rw [Nat.zero_mul]; rfl
  | succ m ih =>
    have h : (n - (m + 1)) * k = (n - m) * k - k := mul_pred_left (n - m) k
    rw [h, ih, Nat.sub_sub, add_one_mul]
protected theorem mul_sub_left_distrib (n m k : Nat) : n * (m - k) = n * m - n * k := by
  rw [Nat.mul_comm, Nat.mul_sub_right_distrib, Nat.mul_comm m n, Nat.mul_comm k n]
protected theorem sub_mul (n m k : Nat) : (n - m) * k = n * k - m * k := Nat.mul_sub_right_distrib n m k
protected theorem mul_sub (k m n : Nat) : k * (m - n) = k * m - k * n := Nat.mul_sub_left_distrib k m n

/-! ## Powers -/

@[simp] protected theorem pow_zero (b : Nat) : b ^ 0 = 1 := rfl
protected theorem pow_succ (n m : Nat) : n ^ succ m = n ^ m * n := rfl
theorem pow_add_one (n m : Nat) : n ^ (m + 1) = n ^ m * n := rfl
theorem pow_succ' {m n : Nat} : m ^ succ n = m * m ^ n := Nat.mul_comm _ _
theorem pow_add_one' {m n : Nat} : m ^ (n + 1) = m * m ^ n := Nat.mul_comm _ _
@[simp] protected theorem pow_one (a : Nat) : a ^ 1 = a := Nat.one_mul a
protected theorem pow_two (b : Nat) : b ^ 2 = b * b := congrArg (· * b) (Nat.one_mul b)
theorem zero_pow_succ : 0 ^ succ n = 0 := rfl
@[simp] protected theorem zero_pow_add_one (n : Nat) : 0 ^ (n + 1) = 0 := rfl
@[simp] protected theorem one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => exact (Nat.mul_one _).trans ih
protected theorem pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => exact (Nat.mul_one _).symm
  | succ n ih => exact (congrArg (· * a) ih).trans (Nat.mul_assoc _ _ _)
protected theorem pow_mul (a m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => exact (Nat.pow_add a (m * n) m).trans (congrArg (· * a ^ m) ih)
protected theorem pow_mul' (a m n : Nat) : a ^ (m * n) = (a ^ n) ^ m := by rw [Nat.mul_comm, Nat.pow_mul]
protected theorem pow_right_comm (a m n : Nat) : (a ^ m) ^ n = (a ^ n) ^ m := by rw [← Nat.pow_mul, Nat.pow_mul']
protected theorem mul_pow (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => exact (congrArg (· * (a * b)) ih).trans (Nat.mul_mul_mul_comm _ _ _ _)
theorem add_sq (a b : Nat) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by
  rw [Nat.pow_two, Nat.pow_two, Nat.pow_two, Nat.mul_add, Nat.add_mul, Nat.add_mul, Nat.mul_assoc 2 a b, Nat.two_mul, Nat.mul_comm b a,
    Nat.add_assoc, Nat.add_assoc, Nat.add_assoc]

end Nat
