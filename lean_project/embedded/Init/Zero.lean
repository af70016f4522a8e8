/- The numerals 0 and 1 of a class that has them, and what is not 0. -/
prelude
import Init.Nat.Order
set_option autoImplicit false
universe u

instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α 0 := ⟨Zero.zero⟩
instance (priority := 200) Zero.ofOfNat0 {α : Type u} [OfNat α 0] : Zero α := ⟨0⟩
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α 1 := ⟨One.one⟩
instance (priority := 200) One.ofOfNat1 {α : Type u} [OfNat α 1] : One α := ⟨1⟩

class NeZero {R : Type u} [Zero R] (n : R) : Prop where
  out : n ≠ 0

theorem NeZero.ne {R : Type u} [Zero R] (n : R) [h : NeZero n] : n ≠ 0 := h.out
theorem NeZero.ne' {R : Type u} [Zero R] (n : R) [h : NeZero n] : 0 ≠ n := h.out.symm
instance Nat.instNeZeroSucc {n : Nat} : NeZero (n + 1) := ⟨Nat.succ_ne_zero n⟩
theorem Nat.pos_of_neZero (n : Nat) [NeZero n] : 0 < n := Nat.pos_of_ne_zero (NeZero.ne n)
