/- Numbers below a bound: their order, and that they are what their values are. -/
prelude
import Init.Nat.Order
import Init.Coe
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
end Fin
