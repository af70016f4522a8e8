/- Numbers below a bound: their order, and that they are what their values are. -/
prelude
import Init.Nat.Dvd
import Init.Zero
import Init.WF
set_option autoImplicit false

gen_injective_theorems% Fin

theorem Fin.eq_of_val_eq {n : Nat} : {i j : Fin n} → i.val = j.val → i = j
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
theorem Fin.val_eq_of_eq {n : Nat} {i j : Fin n} (h : i = j) : i.val = j.val := congrArg val h
instance instDecidableEqFin (n : Nat) : DecidableEq (Fin n) := fun i j =>
  decidable_of_iff (i.val = j.val) ⟨Fin.eq_of_val_eq, Fin.val_eq_of_eq⟩
instance instLTFin {n : Nat} : LT (Fin n) := ⟨fun a b => a.val < b.val⟩
instance instLEFin {n : Nat} : LE (Fin n) := ⟨fun a b => a.val ≤ b.val⟩

namespace Fin
variable {n : Nat}
instance decLt (a b : Fin n) : Decidable (a < b) := Nat.decLt ..
instance decLe (a b : Fin n) : Decidable (a ≤ b) := Nat.decLe ..
instance coeToNat : CoeOut (Fin n) Nat := ⟨fun v => v.val⟩
@[ext] protected theorem ext {a b : Fin n} (h : (a : Nat) = b) : a = b := eq_of_val_eq h
theorem val_inj {a b : Fin n} : a.val = b.val ↔ a = b := ⟨eq_of_val_eq, val_eq_of_eq⟩
theorem val_ne_iff {a b : Fin n} : a.val ≠ b.val ↔ a ≠ b := not_congr val_inj
@[simp] protected theorem eta (a : Fin n) (h : a < n) : (⟨a, h⟩ : Fin n) = a := rfl
theorem lt_def {a b : Fin n} : a < b ↔ a.val < b.val := Iff.rfl
theorem le_def {a b : Fin n} : a ≤ b ↔ a.val ≤ b.val := Iff.rfl
theorem val_le_of_le {a b : Fin n} (h : a ≤ b) : a.val ≤ b.val := h
theorem val_le_of_ge {a b : Fin n} (h : a ≥ b) : b.val ≤ a.val := h
theorem val_add_one_le_of_lt {a b : Fin n} (h : a < b) : a.val + 1 ≤ b.val := h
theorem val_add_one_le_of_gt {a b : Fin n} (h : a > b) : b.val + 1 ≤ a.val := h
theorem val_lt_of_le {b : Nat} (i : Fin b) (h : b ≤ n) : i.val < n := Nat.lt_of_lt_of_le i.isLt h
theorem forall_iff {p : Fin n → Prop} : (∀ i, p i) ↔ ∀ i h, p ⟨i, h⟩ := ⟨fun H i hi => H ⟨i, hi⟩, fun H ⟨i, hi⟩ => H i hi⟩
theorem exists_iff {p : Fin n → Prop} : (∃ i, p i) ↔ ∃ i h, p ⟨i, h⟩ :=
  ⟨fun ⟨⟨i, hi⟩, h⟩ => ⟨i, hi, h⟩, fun ⟨i, hi, h⟩ => ⟨⟨i, hi⟩, h⟩⟩
@[simp] theorem is_lt (a : Fin n) : (a : Nat) < n := a.isLt
theorem val_mk {m n : Nat} (h : m < n) : (⟨m, h⟩ : Fin n).val = m := rfl
theorem mk_val (i : Fin n) : (⟨i, i.isLt⟩ : Fin n) = i := rfl

/-! ## Arithmetic, which goes round at the bound -/
def ofNat (n : Nat) [NeZero n] (a : Nat) : Fin n := ⟨a % n, Nat.mod_lt _ (Nat.pos_of_neZero n)⟩
instance instOfNat [NeZero n] {i : Nat} : OfNat (Fin n) i := ⟨Fin.ofNat n i⟩
theorem pos (i : Fin n) : 0 < n := Nat.lt_of_le_of_lt (Nat.zero_le _) i.isLt
protected def add : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a + b) % n, Nat.mod_lt _ (pos ⟨a, h⟩)⟩
protected def mul : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a * b) % n, Nat.mod_lt _ (pos ⟨a, h⟩)⟩
protected def sub : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨((n - b) + a) % n, Nat.mod_lt _ (pos ⟨a, h⟩)⟩
instance instAdd : Add (Fin n) := ⟨Fin.add⟩
instance instMul : Mul (Fin n) := ⟨Fin.mul⟩
instance instSub : Sub (Fin n) := ⟨Fin.sub⟩
theorem val_add (a b : Fin n) : (a + b).val = (a.val + b.val) % n := rfl
theorem val_mul (a b : Fin n) : (a * b).val = (a.val * b.val) % n := rfl
@[simp] theorem val_ofNat (n : Nat) [NeZero n] (a : Nat) : (Fin.ofNat n a).val = a % n := rfl
@[simp] theorem val_zero (n : Nat) [NeZero n] : (0 : Fin n).val = 0 := Nat.zero_mod n
def succ : Fin n → Fin (n + 1)
  | ⟨i, h⟩ => ⟨i + 1, Nat.succ_lt_succ h⟩
def last (n : Nat) : Fin (n + 1) := ⟨n, Nat.lt_succ_self n⟩
def castSucc : Fin n → Fin (n + 1)
  | ⟨i, h⟩ => ⟨i, Nat.lt_succ_of_lt h⟩
@[simp] theorem val_succ (j : Fin n) : (j.succ : Nat) = j + 1 := rfl
@[simp] theorem val_last (n : Nat) : (last n : Nat) = n := rfl
@[simp] theorem val_castSucc (i : Fin n) : (i.castSucc : Nat) = i := rfl
def elim0.{u} {α : Sort u} : Fin 0 → α
  | ⟨_, h⟩ => absurd h (Nat.not_lt_zero _)
end Fin

instance Nat.decidableForallFin {n : Nat} (P : Fin n → Prop) [DecidablePred P] : Decidable (∀ i, P i) :=
  decidable_of_iff (∀ k h, P ⟨k, h⟩) Fin.forall_iff.symm
instance Nat.decidableExistsFin {n : Nat} (P : Fin n → Prop) [DecidablePred P] : Decidable (∃ i, P i) :=
  decidable_of_iff (¬∀ i, ¬P i)
    ⟨fun h => Classical.byContradiction fun h' => h fun i hi => h' ⟨i, hi⟩, fun ⟨i, hi⟩ h => h i hi⟩
