/- Booleans: the laws of `&&`, `||`, `!` and `==`, and how they stand for propositions. -/
prelude
import Init.SimpLemmas
-- Mathlib's or Batteries': Bool.not_eq_iff
-- Not in Lean's documentation: Bool.and_or_absorb, Bool.beq_false, Bool.beq_true, Bool.if_true_false,
--   Bool.or_and_absorb

set_option autoImplicit false
universe u

namespace Bool

theorem eq_false_or_eq_true : (b : Bool) → b = true ∨ b = false
  | true => .inl rfl
  | false => .inr rfl
theorem eq_false_iff {b : Bool} : b = false ↔ b ≠ true := ⟨ne_true_of_eq_false, eq_false_of_ne_true⟩
theorem ne_false_iff {b : Bool} : b ≠ false ↔ b = true := ⟨eq_true_of_ne_false, ne_false_of_eq_true⟩
theorem forall_bool {p : Bool → Prop} : (∀ b, p b) ↔ p false ∧ p true :=
  ⟨fun h => ⟨h false, h true⟩, fun h b => match b with | false => h.1 | true => h.2⟩
theorem exists_bool {p : Bool → Prop} : (∃ b, p b) ↔ p false ∨ p true :=
  ⟨fun ⟨b, h⟩ => match b, h with | false, h => .inl h | true, h => .inr h, fun h => h.elim (fun h => ⟨false, h⟩) (fun h => ⟨true, h⟩)⟩

/-! ## not -/

@[simp] theorem not_true : (!true) = false := rfl
@[simp] theorem not_false : (!false) = true := rfl
@[simp] theorem not_not (b : Bool) : (!!b) = b := by cases b <;> rfl
@[simp] theorem not_eq_true (b : Bool) : (¬ (b = true)) = (b = false) := propext ⟨eq_false_of_ne_true, ne_true_of_eq_false⟩
@[simp] theorem not_eq_false (b : Bool) : (¬ (b = false)) = (b = true) := propext ⟨eq_true_of_ne_false, ne_false_of_eq_true⟩
@[simp] theorem not_eq_true' (b : Bool) : ((!b) = true) = (b = false) := by
  cases b
  · exact propext ⟨fun _ => rfl, fun _ => rfl⟩
  · exact propext ⟨fun h => Bool.noConfusion h, fun h => Bool.noConfusion h⟩
@[simp] theorem not_eq_false' (b : Bool) : ((!b) = false) = (b = true) := by
  cases b
  · exact propext ⟨fun h => Bool.noConfusion h, fun h => Bool.noConfusion h⟩
  · exact propext ⟨fun _ => rfl, fun _ => rfl⟩
@[simp] theorem not_eq_self (b : Bool) : (!b) = b ↔ False := by cases b <;> exact ⟨nofun, False.elim⟩
@[simp] theorem eq_not_self (b : Bool) : b = (!b) ↔ False := by cases b <;> exact ⟨nofun, False.elim⟩
theorem not_inj : {x y : Bool} → (!x) = (!y) → x = y
  | true, true, _ => rfl
  | false, false, _ => rfl
@[simp] theorem not_inj_iff {x y : Bool} : ((!x) = !y) ↔ x = y := ⟨not_inj, congrArg (!·)⟩
theorem not_eq_iff {a b : Bool} : (!a) = b ↔ a ≠ b := by cases a <;> cases b <;> decide
theorem eq_not {a b : Bool} : (a = !b) ↔ a ≠ b := by cases a <;> cases b <;> decide
@[simp] theorem eq_true_imp_eq_false {b : Bool} : (b = true → b = false) ↔ b = false := by cases b <;> decide
theorem eq_iff_iff {a b : Bool} : a = b ↔ (a = true ↔ b = true) := by cases a <;> cases b <;> decide

/-! ## and -/

@[simp] theorem false_and (b : Bool) : (false && b) = false := rfl
@[simp] theorem true_and (b : Bool) : (true && b) = b := rfl
@[simp] theorem and_false (b : Bool) : (b && false) = false := by cases b <;> rfl
@[simp] theorem and_true (b : Bool) : (b && true) = b := by cases b <;> rfl
@[simp] theorem and_self (b : Bool) : (b && b) = b := by cases b <;> rfl
theorem and_comm (x y : Bool) : (x && y) = (y && x) := by cases x <;> cases y <;> rfl
theorem and_assoc (x y z : Bool) : (x && y && z) = (x && (y && z)) := by cases x <;> rfl
theorem and_left_comm (x y z : Bool) : (x && (y && z)) = (y && (x && z)) := by cases x <;> cases y <;> rfl
theorem and_right_comm (x y z : Bool) : (x && y && z) = (x && z && y) := by cases x <;> cases y <;> cases z <;> rfl
@[simp] theorem and_self_left (x y : Bool) : (x && (x && y)) = (x && y) := by cases x <;> rfl
@[simp] theorem and_self_right (x y : Bool) : (x && y && y) = (x && y) := by cases x <;> cases y <;> rfl
@[simp] theorem and_not_self (x : Bool) : (x && !x) = false := by cases x <;> rfl
@[simp] theorem not_and_self (x : Bool) : (!x && x) = false := by cases x <;> rfl
@[simp] theorem and_eq_true (a b : Bool) : ((a && b) = true) = (a = true ∧ b = true) := by
  cases a
  · exact propext ⟨fun h => Bool.noConfusion h, fun h => h.1⟩
  · exact propext ⟨fun h => ⟨rfl, h⟩, fun h => h.2⟩
theorem and_eq_true_iff {x y : Bool} : (x && y) = true ↔ x = true ∧ y = true := by rw [and_eq_true]
@[simp] theorem and_eq_false_iff {x y : Bool} : (x && y) = false ↔ x = false ∨ y = false := by cases x <;> cases y <;> decide
@[simp] theorem and_eq_left_iff_imp {x y : Bool} : (x && y) = x ↔ (x = true → y = true) := by cases x <;> cases y <;> decide

/-! ## or -/

@[simp] theorem false_or (b : Bool) : (false || b) = b := rfl
@[simp] theorem true_or (b : Bool) : (true || b) = true := rfl
@[simp] theorem or_false (b : Bool) : (b || false) = b := by cases b <;> rfl
@[simp] theorem or_true (b : Bool) : (b || true) = true := by cases b <;> rfl
@[simp] theorem or_self (b : Bool) : (b || b) = b := by cases b <;> rfl
theorem or_comm (x y : Bool) : (x || y) = (y || x) := by cases x <;> cases y <;> rfl
theorem or_assoc (x y z : Bool) : (x || y || z) = (x || (y || z)) := by cases x <;> rfl
theorem or_left_comm (x y z : Bool) : (x || (y || z)) = (y || (x || z)) := by cases x <;> cases y <;> rfl
theorem or_right_comm (x y z : Bool) : (x || y || z) = (x || z || y) := by cases x <;> cases y <;> cases z <;> rfl
@[simp] theorem or_self_left (x y : Bool) : (x || (x || y)) = (x || y) := by cases x <;> rfl
@[simp] theorem or_self_right (x y : Bool) : (x || y || y) = (x || y) := by cases x <;> cases y <;> rfl
@[simp] theorem or_not_self (x : Bool) : (x || !x) = true := by cases x <;> rfl
@[simp] theorem not_or_self (x : Bool) : (!x || x) = true := by cases x <;> rfl
@[simp] theorem or_eq_true (a b : Bool) : ((a || b) = true) = (a = true ∨ b = true) := by
  cases a
  · exact propext ⟨.inr, fun h => h.elim (fun h => Bool.noConfusion h) id⟩
  · exact propext ⟨fun _ => .inl rfl, fun _ => rfl⟩
theorem or_eq_true_iff {x y : Bool} : (x || y) = true ↔ x = true ∨ y = true := by rw [or_eq_true]
@[simp] theorem or_eq_false_iff {x y : Bool} : (x || y) = false ↔ x = false ∧ y = false := by cases x <;> cases y <;> decide

/-! ## Together -/

theorem and_or_distrib_left (x y z : Bool) : (x && (y || z)) = (x && y || x && z) := by cases x <;> rfl
theorem and_or_distrib_right (x y z : Bool) : ((x || y) && z) = (x && z || y && z) := by cases x <;> cases y <;> cases z <;> rfl
theorem or_and_distrib_left (x y z : Bool) : (x || y && z) = ((x || y) && (x || z)) := by cases x <;> rfl
theorem or_and_distrib_right (x y z : Bool) : (x && y || z) = ((x || z) && (y || z)) := by cases x <;> cases y <;> cases z <;> rfl
@[simp] theorem not_and (x y : Bool) : (!(x && y)) = (!x || !y) := by cases x <;> rfl
@[simp] theorem not_or (x y : Bool) : (!(x || y)) = (!x && !y) := by cases x <;> rfl
theorem and_or_absorb (x y : Bool) : (x && (x || y)) = x := by cases x <;> rfl
theorem or_and_absorb (x y : Bool) : (x || (x && y)) = x := by cases x <;> rfl

/-! ## Exclusive or -/

@[simp] theorem xor_self (x : Bool) : (x ^^ x) = false := by cases x <;> rfl
@[simp] theorem xor_false (x : Bool) : (x ^^ false) = x := by cases x <;> rfl
@[simp] theorem false_xor (x : Bool) : (false ^^ x) = x := by cases x <;> rfl
@[simp] theorem xor_true (x : Bool) : (x ^^ true) = !x := by cases x <;> rfl
@[simp] theorem true_xor (x : Bool) : (true ^^ x) = !x := by cases x <;> rfl
theorem xor_comm (x y : Bool) : (x ^^ y) = (y ^^ x) := by cases x <;> cases y <;> rfl
theorem xor_assoc (x y z : Bool) : (x ^^ y ^^ z) = (x ^^ (y ^^ z)) := by cases x <;> cases y <;> cases z <;> rfl

/-! ## `==` and `if` -/

@[simp] theorem beq_true (b : Bool) : (b == true) = b := by cases b <;> rfl
@[simp] theorem true_beq (b : Bool) : (true == b) = b := by cases b <;> rfl
@[simp] theorem beq_false (b : Bool) : (b == false) = !b := by cases b <;> rfl
@[simp] theorem false_beq (b : Bool) : (false == b) = !b := by cases b <;> rfl
protected theorem beq_comm {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = (b == a) := by
  by_cases h : a = b
  · rw [h]
  · rw [beq_false_of_ne h, beq_false_of_ne fun e => h e.symm]
theorem cond_eq_ite {α : Sort u} (b : Bool) (t e : α) : cond b t e = if b = true then t else e := by cases b <;> rfl
@[simp] theorem cond_self {α : Sort u} (c : Bool) (t : α) : cond c t t = t := by cases c <;> rfl
theorem cond_not {α : Sort u} (b : Bool) (t e : α) : cond (!b) t e = cond b e t := by cases b <;> rfl
@[simp] theorem if_true_false (b : Bool) : (if b = true then true else false) = b := by cases b <;> rfl

end Bool

/-! ## Propositions as booleans -/

@[simp] theorem Bool.decide_eq_true {b : Bool} [Decidable (b = true)] : decide (b = true) = b := by
  cases b
  · exact decide_eq_false fun h => Bool.noConfusion h
  · exact _root_.decide_eq_true rfl
instance {p : Bool → Prop} [d : ∀ b, Decidable (p b)] : Decidable (∀ b, p b) :=
  match d false, d true with
  | .isTrue h, .isTrue h' => .isTrue (Bool.forall_bool.2 ⟨h, h'⟩)
  | .isFalse h, _ => .isFalse fun f => h (f false)
  | _, .isFalse h => .isFalse fun f => h (f true)
instance {p : Bool → Prop} [d : ∀ b, Decidable (p b)] : Decidable (∃ b, p b) :=
  match d false, d true with
  | .isTrue h, _ => .isTrue ⟨false, h⟩
  | _, .isTrue h => .isTrue ⟨true, h⟩
  | .isFalse h, .isFalse h' => .isFalse fun e => (Bool.exists_bool.1 e).elim h h'
