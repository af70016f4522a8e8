/- Natural numbers: the rules by which simp's own procedures move numerals across `=`, `≤`, `<` and `-`. -/
prelude
import Init.Nat.Order
-- Not in Lean's documentation: Nat.Simproc.add_le_eq, Nat.Simproc.add_lt_add_ge, Nat.Simproc.add_lt_add_le,
--   Nat.Simproc.add_lt_ge, Nat.Simproc.add_lt_lt, Nat.Simproc.lt_add_ge

set_option autoImplicit false

namespace Nat.Simproc
variable {b c d : Nat}

theorem sub_add_eq_comm (a b c : Nat) : a - (b + c) = a - c - b := by rw [Nat.add_comm b c, Nat.sub_add_eq]
theorem add_sub_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : a + b - (c + d) = a + (b - d) - c := by
  rw [sub_add_eq_comm, Nat.add_sub_assoc h]
theorem add_sub_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : a + b - (c + d) = a - (c + (d - b)) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm a b, Nat.add_left_comm, Nat.add_sub_add_left]
theorem add_sub_le (a : Nat) {b c : Nat} (h : b ≤ c) : a + b - c = a - (c - b) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm a b, Nat.add_sub_add_left]
theorem add_eq_gt (a : Nat) {b c : Nat} (h : b > c) : (a + b = c) = False :=
  eq_false (Nat.ne_of_gt (Nat.lt_of_lt_of_le h (Nat.le_add_left b a)))
theorem eq_add_gt (a : Nat) {b c : Nat} (h : c > a) : (a = b + c) = False :=
  eq_false (Nat.ne_of_lt (Nat.lt_of_lt_of_le h (Nat.le_add_left c b)))
theorem add_eq_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b = c + d) = (a = c + (d - b)) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm b k, ← Nat.add_assoc]
  exact propext Nat.add_right_cancel_iff
theorem add_eq_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b = c + d) = (a + (b - d) = c) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm d k, ← Nat.add_assoc]
  exact propext Nat.add_right_cancel_iff
theorem add_eq_le (a : Nat) {b c : Nat} (h : b ≤ c) : (a + b = c) = (a = c - b) := by
  have e := add_eq_add_le a 0 h
  rw [Nat.zero_add, Nat.zero_add] at e; exact e
theorem eq_add_le {a : Nat} (b : Nat) {c : Nat} (h : c ≤ a) : (a = b + c) = (b = a - c) :=
  propext ⟨fun e => Nat.eq_sub_of_add_eq e.symm, fun e => by rw [e, Nat.sub_add_cancel h]⟩
theorem add_le_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b ≤ c + d) = (a ≤ c + (d - b)) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm b k, ← Nat.add_assoc]
  exact propext Nat.add_le_add_iff_right
theorem add_le_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b ≤ c + d) = (a + (b - d) ≤ c) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm d k, ← Nat.add_assoc]
  exact propext Nat.add_le_add_iff_right
theorem add_le_eq (a b : Nat) : (a + b ≤ b) = (a = 0) := propext Nat.add_le_right_iff
theorem add_le_le (a : Nat) {b c : Nat} (h : b ≤ c) : (a + b ≤ c) = (a ≤ c - b) := propext (Nat.le_sub_iff_add_le h).symm
theorem add_le_gt (a : Nat) {b c : Nat} (h : b > c) : (a + b ≤ c) = False :=
  eq_false (Nat.not_le_of_gt (Nat.lt_of_lt_of_le h (Nat.le_add_left b a)))
theorem add_lt_lt (a : Nat) {b c : Nat} (_ : b < c) : (a + b < c) = (a < c - b) := propext Nat.lt_sub_iff_add_lt.symm
theorem add_lt_ge (a : Nat) {b c : Nat} (h : b ≥ c) : (a + b < c) = False :=
  eq_false (Nat.not_lt_of_ge (Nat.le_trans h (Nat.le_add_left b a)))
theorem le_add_le (a : Nat) {b c : Nat} (h : a ≤ c) : (a ≤ b + c) = True := eq_true (Nat.le_trans h (Nat.le_add_left c b))
theorem le_add_ge (a : Nat) {b c : Nat} (_ : a ≥ c) : (a ≤ b + c) = (a - c ≤ b) :=
  propext Nat.sub_le_iff_le_add.symm
theorem lt_add_ge {a : Nat} (b : Nat) {c : Nat} (h : a ≥ c) : (a < b + c) = (a - c < b) := propext (Nat.sub_lt_iff_lt_add h).symm
theorem add_lt_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b < c + d) = (a < c + (d - b)) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm b k, ← Nat.add_assoc]
  exact propext Nat.add_lt_add_iff_right
theorem add_lt_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b < c + d) = (a + (b - d) < c) := by
  obtain ⟨k, e⟩ := Nat.le.dest h
  rw [← e, Nat.add_sub_cancel_left, Nat.add_comm d k, ← Nat.add_assoc]
  exact propext Nat.add_lt_add_iff_right
theorem beqEqOfEqEq {a b c d : Nat} (p : (a = b) = (c = d)) : (a == b) = (c == d) := by
  cases Nat.decEq c d with
  | isTrue h => exact (decide_eq_true (p.symm.mp h)).trans (decide_eq_true h).symm
  | isFalse h => exact (decide_eq_false fun h' => h (p.mp h')).trans (decide_eq_false h).symm
theorem beqFalseOfEqFalse {a b : Nat} (p : (a = b) = False) : (a == b) = false := decide_eq_false p.mp
theorem bneEqOfEqEq {a b c d : Nat} (p : (a = b) = (c = d)) : (a != b) = (c != d) := congrArg not (beqEqOfEqEq p)
theorem bneTrueOfEqFalse {a b : Nat} (p : (a = b) = False) : (a != b) = true := congrArg not (beqFalseOfEqFalse p)

end Nat.Simproc
