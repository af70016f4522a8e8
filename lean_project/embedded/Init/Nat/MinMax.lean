/- Natural numbers: minimum and maximum. -/
prelude
import Init.Nat.Order
-- Not in Lean's documentation: Nat.max_eq_left_iff, Nat.min_add_max, Nat.min_eq_left_iff

set_option autoImplicit false

namespace Nat
variable {a b c m n : Nat}

protected theorem min_def : min n m = if n ≤ m then n else m := rfl
protected theorem max_def : max n m = if n ≤ m then m else n := rfl
protected theorem min_eq_left (h : a ≤ b) : min a b = a := if_pos h
protected theorem min_eq_right (h : b ≤ a) : min a b = b := by
  rcases Nat.lt_or_eq_of_le h with h' | h'
  · exact if_neg (Nat.not_le_of_gt h')
  · rw [h', Nat.min_eq_left (Nat.le_refl a)]
protected theorem max_eq_right (h : a ≤ b) : max a b = b := if_pos h
protected theorem max_eq_left (h : b ≤ a) : max a b = a := by
  rcases Nat.lt_or_eq_of_le h with h' | h'
  · exact if_neg (Nat.not_le_of_gt h')
  · rw [h', Nat.max_eq_right (Nat.le_refl a)]
protected theorem min_comm (a b : Nat) : min a b = min b a := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.min_eq_left h, Nat.min_eq_right h]
  · rw [Nat.min_eq_right h, Nat.min_eq_left h]
protected theorem max_comm (a b : Nat) : max a b = max b a := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.max_eq_right h, Nat.max_eq_left h]
  · rw [Nat.max_eq_left h, Nat.max_eq_right h]
protected theorem le_min : a ≤ min b c ↔ a ≤ b ∧ a ≤ c := by
  rcases Nat.le_total b c with h | h
  · rw [Nat.min_eq_left h]; exact ⟨fun e => ⟨e, Nat.le_trans e h⟩, fun e => e.1⟩
  · rw [Nat.min_eq_right h]; exact ⟨fun e => ⟨Nat.le_trans e h, e⟩, fun e => e.2⟩
protected theorem max_le : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.max_eq_right h]; exact ⟨fun e => ⟨Nat.le_trans h e, e⟩, fun e => e.2⟩
  · rw [Nat.max_eq_left h]; exact ⟨fun e => ⟨e, Nat.le_trans h e⟩, fun e => e.1⟩
protected theorem le_min_of_le_of_le (h₁ : a ≤ b) (h₂ : a ≤ c) : a ≤ min b c := Nat.le_min.2 ⟨h₁, h₂⟩
protected theorem max_le_of_le_of_le (h₁ : a ≤ c) (h₂ : b ≤ c) : max a b ≤ c := Nat.max_le.2 ⟨h₁, h₂⟩
protected theorem lt_min : a < min b c ↔ a < b ∧ a < c := Nat.le_min
protected theorem max_lt : max a b < c ↔ a < c ∧ b < c := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.max_eq_right h]; exact ⟨fun e => ⟨Nat.lt_of_le_of_lt h e, e⟩, fun e => e.2⟩
  · rw [Nat.max_eq_left h]; exact ⟨fun e => ⟨e, Nat.lt_of_le_of_lt h e⟩, fun e => e.1⟩
protected theorem min_le_left (a b : Nat) : min a b ≤ a := (Nat.le_min.1 (Nat.le_refl _)).1
protected theorem min_le_right (a b : Nat) : min a b ≤ b := (Nat.le_min.1 (Nat.le_refl _)).2
protected theorem le_max_left (a b : Nat) : a ≤ max a b := (Nat.max_le.1 (Nat.le_refl _)).1
protected theorem le_max_right (a b : Nat) : b ≤ max a b := (Nat.max_le.1 (Nat.le_refl _)).2
attribute [simp] Nat.min_le_left Nat.min_le_right Nat.le_max_left Nat.le_max_right
@[simp] protected theorem min_self (a : Nat) : min a a = a := Nat.min_eq_left (Nat.le_refl a)
@[simp] protected theorem max_self (a : Nat) : max a a = a := Nat.max_eq_right (Nat.le_refl a)
@[simp] protected theorem zero_min (a : Nat) : min 0 a = 0 := Nat.min_eq_left (zero_le a)
@[simp] protected theorem min_zero (a : Nat) : min a 0 = 0 := Nat.min_eq_right (zero_le a)
@[simp] protected theorem zero_max (a : Nat) : max 0 a = a := Nat.max_eq_right (zero_le a)
@[simp] protected theorem max_zero (a : Nat) : max a 0 = a := Nat.max_eq_left (zero_le a)
protected theorem min_eq_left_iff : min a b = a ↔ a ≤ b := ⟨fun e => by rw [← e]; exact Nat.min_le_right a b, Nat.min_eq_left⟩
protected theorem max_eq_left_iff : max a b = a ↔ b ≤ a := ⟨fun e => by rw [← e]; exact Nat.le_max_right a b, Nat.max_eq_left⟩
protected theorem min_assoc (a b c : Nat) : min (min a b) c = min a (min b c) := by
  refine Nat.le_antisymm ?_ ?_
  · exact Nat.le_min.2 ⟨Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_left _ _),
      Nat.le_min.2 ⟨Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_right _ _), Nat.min_le_right _ _⟩⟩
  · exact Nat.le_min.2 ⟨Nat.le_min.2 ⟨Nat.min_le_left _ _, Nat.le_trans (Nat.min_le_right _ _) (Nat.min_le_left _ _)⟩,
      Nat.le_trans (Nat.min_le_right _ _) (Nat.min_le_right _ _)⟩
protected theorem max_assoc (a b c : Nat) : max (max a b) c = max a (max b c) := by
  refine Nat.le_antisymm ?_ ?_
  · exact Nat.max_le.2 ⟨Nat.max_le.2 ⟨Nat.le_max_left _ _, Nat.le_trans (Nat.le_max_left _ _) (Nat.le_max_right _ _)⟩,
      Nat.le_trans (Nat.le_max_right _ _) (Nat.le_max_right _ _)⟩
  · exact Nat.max_le.2 ⟨Nat.le_trans (Nat.le_max_left _ _) (Nat.le_max_left _ _),
      Nat.max_le.2 ⟨Nat.le_trans (Nat.le_max_right _ _) (Nat.le_max_left _ _), Nat.le_max_right _ _⟩⟩
protected theorem add_min_add_right (a b c : Nat) : min (a + c) (b + c) = min a b + c := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.min_eq_left h, Nat.min_eq_left (Nat.add_le_add_right h c)]
  · rw [Nat.min_eq_right h, Nat.min_eq_right (Nat.add_le_add_right h c)]
protected theorem add_max_add_right (a b c : Nat) : max (a + c) (b + c) = max a b + c := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.max_eq_right h, Nat.max_eq_right (Nat.add_le_add_right h c)]
  · rw [Nat.max_eq_left h, Nat.max_eq_left (Nat.add_le_add_right h c)]
protected theorem add_min_add_left (a b c : Nat) : min (a + b) (a + c) = a + min b c := by
  rw [Nat.add_comm a b, Nat.add_comm a c, Nat.add_min_add_right, Nat.add_comm]
protected theorem add_max_add_left (a b c : Nat) : max (a + b) (a + c) = a + max b c := by
  rw [Nat.add_comm a b, Nat.add_comm a c, Nat.add_max_add_right, Nat.add_comm]
protected theorem succ_min_succ (x y : Nat) : min (succ x) (succ y) = succ (min x y) := Nat.add_min_add_right x y 1
protected theorem succ_max_succ (x y : Nat) : max (succ x) (succ y) = succ (max x y) := Nat.add_max_add_right x y 1
protected theorem min_add_max (a b : Nat) : min a b + max a b = a + b := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.min_eq_left h, Nat.max_eq_right h]
  · rw [Nat.min_eq_right h, Nat.max_eq_left h, Nat.add_comm]
protected theorem sub_min_sub_right (a b c : Nat) : min (a - c) (b - c) = min a b - c := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.min_eq_left h, Nat.min_eq_left (Nat.sub_le_sub_right h c)]
  · rw [Nat.min_eq_right h, Nat.min_eq_right (Nat.sub_le_sub_right h c)]

end Nat
