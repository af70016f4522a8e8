/- The rules by which `grind` brings propositions to one form. -/
prelude
import Init.Grind.Lemmas
import Init.Omega.Front
-- Not in Lean's documentation: Lean.Grind.Nat.not_ge_eq, Lean.Grind.Nat.not_le_eq, Lean.Grind.ge_eq,
--   Lean.Grind.gt_eq, Lean.Grind.natCast_eq
set_option autoImplicit true
set_option relaxedAutoImplicit true
universe u v w
namespace Lean.Grind
theorem not_not (p : Prop) : (¬¬p) = p := propext Classical.not_not
theorem iff_eq (p q : Prop) : (p ↔ q) = (p = q) := propext ⟨propext, fun h => by rw [h]⟩
theorem eq_true_eq (p : Prop) : (p = True) = p := propext ⟨of_eq_true, eq_true⟩
theorem eq_false_eq (p : Prop) : (p = False) = ¬p := propext ⟨of_eq_false, eq_false⟩
theorem not_eq_prop (p q : Prop) : (¬(p = q)) = (p = ¬q) := by
  by_cases hp : p <;> by_cases hq : q
  · exact propext ⟨fun h => (h (propext ⟨fun _ => hq, fun _ => hp⟩)).elim, fun h => absurd hq (h ▸ hp)⟩
  · exact propext ⟨fun _ => propext ⟨fun _ => hq, fun _ => hp⟩, fun _ h => hq (h ▸ hp)⟩
  · exact propext ⟨fun _ => propext ⟨fun h => absurd h hp, fun h => absurd hq h⟩, fun _ h => hp (h ▸ hq)⟩
  · exact propext ⟨fun h => (h (propext ⟨fun x => absurd x hp, fun x => absurd x hq⟩)).elim, fun h => absurd (h ▸ hq) hp⟩
theorem imp_eq (p q : Prop) : (p → q) = (¬ p ∨ q) := propext _root_.imp_iff_not_or
theorem forall_imp_eq_or {α : Sort u} (p : α → Prop) (q : Prop) : ((∀ a, p a) → q) = ((∃ a, ¬ p a) ∨ q) := by
  rw [imp_eq]; exact propext ⟨fun h => h.imp_left Classical.not_forall.1, fun h => h.imp_left Classical.not_forall.2⟩
theorem true_imp_eq (p : Prop) : (True → p) = p := propext ⟨fun h => h trivial, fun h _ => h⟩
theorem false_imp_eq (p : Prop) : (False → p) = True := eq_true False.elim
theorem imp_true_eq (p : Prop) : (p → True) = True := eq_true fun _ => trivial
theorem imp_false_eq (p : Prop) : (p → False) = ¬p := rfl
theorem imp_self_eq (p : Prop) : (p → p) = True := eq_true id
theorem not_and (p q : Prop) : (¬(p ∧ q)) = (¬p ∨ ¬q) := propext Classical.not_and_iff_not_or_not
theorem not_true : (¬True) = False := eq_false fun h => h trivial
theorem not_false : (¬False) = True := eq_true id
theorem not_or (p q : Prop) : (¬(p ∨ q)) = (¬p ∧ ¬q) := propext _root_.not_or
theorem or_assoc (p q r : Prop) : ((p ∨ q) ∨ r) = (p ∨ q ∨ r) := propext _root_.or_assoc
theorem or_swap12 (p q r : Prop) : (p ∨ q ∨ r) = (q ∨ p ∨ r) := propext or_left_comm
theorem or_swap13 (p q r : Prop) : (p ∨ q ∨ r) = (r ∨ q ∨ p) := by
  rw [or_swap12, or_swap12 r]; exact congrArg (q ∨ ·) (propext or_comm)
theorem not_ite {p : Prop} {_ : Decidable p} (q r : Prop) : (¬ite p q r) = ite p (¬q) (¬r) := by
  by_cases h : p
  · rw [if_pos h, if_pos h]
  · rw [if_neg h, if_neg h]
theorem ite_true_false {p : Prop} {_ : Decidable p} : (ite p True False) = p := by
  by_cases h : p
  · rw [if_pos h, eq_true h]
  · rw [if_neg h, eq_false h]
theorem ite_false_true {p : Prop} {_ : Decidable p} : (ite p False True) = ¬p := by
  by_cases h : p
  · rw [if_pos h, eq_true h]; simp
  · rw [if_neg h, eq_false h]; simp
theorem not_forall {α : Sort u} (p : α → Prop) : (¬∀ x, p x) = ∃ x, ¬p x := propext Classical.not_forall
theorem not_exists {α : Sort u} (p : α → Prop) : (¬∃ x, p x) = ∀ x, ¬p x := propext ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem not_implies (p q : Prop) : (¬(p → q)) = (p ∧ ¬q) := propext Classical.not_imp_iff_and_not
theorem cond_eq_ite {α : Sort u} (c : Bool) (a b : α) : cond c a b = ite c a b := by cases c <;> rfl
theorem Nat.lt_eq (a b : Nat) : (a < b) = (a + 1 ≤ b) := rfl
theorem Int.lt_eq (a b : Int) : (a < b) = (a + 1 ≤ b) := rfl
theorem ge_eq {α : Type u} [LE α] (a b : α) : (a ≥ b) = (b ≤ a) := rfl
theorem gt_eq {α : Type u} [LT α] (a b : α) : (a > b) = (b < a) := rfl
theorem beq_eq_decide_eq {α : Type u} {_ : BEq α} [LawfulBEq α] [DecidableEq α] (a b : α) : (a == b) = (decide (a = b)) := by
  by_cases h : a = b <;> simp [h]
theorem bne_eq_decide_not_eq {α : Type u} {_ : BEq α} [LawfulBEq α] [DecidableEq α] (a b : α) : (a != b) = (decide (¬ a = b)) := by
  by_cases h : a = b <;> simp [h, bne]
theorem natCast_eq {α : Type u} [NatCast α] (a : Nat) : (Nat.cast a : α) = (NatCast.natCast a : α) := rfl
theorem natCast_div (a b : Nat) : (NatCast.natCast (a / b) : Int) = (NatCast.natCast a) / (NatCast.natCast b) := rfl
theorem natCast_mod (a b : Nat) : (NatCast.natCast (a % b) : Int) = (NatCast.natCast a) % (NatCast.natCast b) := rfl
theorem natCast_add (a b : Nat) : (NatCast.natCast (a + b : Nat) : Int) = (NatCast.natCast a : Int) + (NatCast.natCast b : Int) := rfl
theorem natCast_mul (a b : Nat) : (NatCast.natCast (a * b : Nat) : Int) = (NatCast.natCast a : Int) * (NatCast.natCast b : Int) := rfl
theorem natCast_pow (a b : Nat) : (NatCast.natCast (a ^ b : Nat) : Int) = (NatCast.natCast a : Int) ^ b :=
  _root_.Int.natCast_pow a b
theorem natCast_id (a : Nat) : (NatCast.natCast a : Nat) = a := rfl
theorem zero_sub (a : Nat) : 0 - a = 0 := Nat.zero_sub a
theorem Nat.pow_one (a : Nat) : a ^ 1 = a := _root_.Nat.pow_one a
theorem Int.pow_one (a : Int) : a ^ 1 = a := _root_.Int.one_mul a
theorem forall_true (p : True → Prop) : (∀ h : True, p h) = p True.intro := propext ⟨fun h => h True.intro, fun h _ => h⟩
theorem flip_bool_eq (a b : Bool) : (a = b) = (b = a) := propext ⟨Eq.symm, Eq.symm⟩
theorem bool_eq_to_prop (a b : Bool) : (a = b) = ((a = true) = (b = true)) := propext ⟨fun h => by rw [h], fun h => by
  cases a <;> cases b
  · rfl
  · exact absurd (h ▸ rfl : false = true) (by decide)
  · exact absurd (h ▸ rfl : false = true) (by decide)
  · rfl⟩
theorem forall_or_forall {α : Sort u} {β : α → Sort v} (p : α → Prop) (q : (a : α) → β a → Prop) :
    (∀ a : α, p a ∨ ∀ b : β a, q a b) = (∀ (a : α) (b : β a), p a ∨ q a b) :=
  propext ⟨fun h a b => (h a).imp_right fun h => h b, fun h a => by
    by_cases hp : p a
    · exact .inl hp
    · exact .inr fun b => (h a b).resolve_left hp⟩
theorem forall_forall_or {α : Sort u} {β : α → Sort v} (p : α → Prop) (q : (a : α) → β a → Prop) :
    (∀ a : α, (∀ b : β a, q a b) ∨ p a) = (∀ (a : α) (b : β a), q a b ∨ p a) :=
  propext ⟨fun h a b => (h a).imp_left fun h => h b, fun h a => by
    by_cases hp : p a
    · exact .inr hp
    · exact .inl fun b => (h a b).resolve_right hp⟩
theorem forall_and {α : Sort u} {p q : α → Prop} : (∀ x, p x ∧ q x) = ((∀ x, p x) ∧ ∀ x, q x) := propext _root_.forall_and
theorem exists_or {α : Sort u} {p q : α → Prop} : (∃ x, p x ∨ q x) = ((∃ x, p x) ∨ ∃ x, q x) := propext _root_.exists_or
theorem exists_const (α : Sort u) [h : Nonempty α] {b : Prop} : (∃ _ : α, b) = b := propext ⟨fun ⟨_, h⟩ => h, fun hb => h.elim fun a => ⟨a, hb⟩⟩
theorem exists_prop {a b : Prop} : (∃ _h : a, b) = (a ∧ b) := propext _root_.exists_prop
theorem exists_and_left {α : Sort u} {p : α → Prop} {b : Prop} : (∃ x, b ∧ p x) = (b ∧ (∃ x, p x)) :=
  propext ⟨fun ⟨x, h, h'⟩ => ⟨h, x, h'⟩, fun ⟨h, x, h'⟩ => ⟨x, h, h'⟩⟩
theorem exists_and_right {α : Sort u} {p : α → Prop} {b : Prop} : (∃ x, p x ∧ b) = ((∃ x, p x) ∧ b) :=
  propext ⟨fun ⟨x, h, h'⟩ => ⟨⟨x, h⟩, h'⟩, fun ⟨⟨x, h⟩, h'⟩ => ⟨x, h, h'⟩⟩
theorem Nat.not_le_eq (a b : Nat) : (¬ a ≤ b) = (b + 1 ≤ a) := propext Nat.not_le
theorem Nat.not_ge_eq (a b : Nat) : (¬ a ≥ b) = (a + 1 ≤ b) := propext Nat.not_le
init_grind_norm
  not_and not_or not_ite not_forall not_exists not_implies
  Nat.not_ge_eq Nat.not_le_eq
  |
  Classical.not_not
  ne_eq iff_eq eq_self heq_eq_eq
  forall_or_forall forall_forall_or
  eq_true_eq eq_false_eq not_eq_prop
  not_true
  not_false_eq_true
  true_imp_eq false_imp_eq imp_true_eq imp_false_eq imp_self_eq
  and_true true_and and_false false_and and_assoc
  or_true true_or or_false false_or or_assoc
  ite_true ite_false ite_true_false ite_false_true
  dite_eq_ite
  forall_and forall_false forall_true
  forall_imp_eq_or
  exists_const exists_or exists_prop exists_and_left exists_and_right
  cond_eq_ite
  Bool.or_false Bool.or_true Bool.false_or Bool.true_or Bool.or_eq_true Bool.or_assoc
  Bool.and_false Bool.and_true Bool.false_and Bool.true_and Bool.and_eq_true Bool.and_assoc
  Bool.not_not
  beq_iff_eq beq_eq_decide_eq beq_self_eq_true
  bne_iff_ne bne_eq_decide_not_eq
  Bool.not_eq_true Bool.not_eq_false
  decide_eq_true_eq decide_not
  Nat.lt_eq Nat.succ_eq_add_one
  Nat.add_eq Nat.sub_eq Nat.mul_eq Nat.zero_eq Nat.le_eq
  Nat.div_zero Nat.mod_zero Nat.div_one Nat.mod_one
  Nat.sub_sub Nat.pow_zero Nat.pow_one Nat.sub_self zero_sub
  Int.lt_eq
  natCast_eq natCast_div natCast_mod
  natCast_add natCast_mul natCast_pow natCast_id
  Int.pow_zero Int.pow_one
  ge_eq gt_eq
end Lean.Grind
attribute [grind cases eager] And Prod False Empty True PUnit Exists Subtype
attribute [grind cases] Or
attribute [grind ext] Prod Sigma PSigma
