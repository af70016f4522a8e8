/- What `grind` puts into its proofs: gadgets and the rules of propagation. -/
prelude
import Init.Tactics
import Init.Bool
-- Not in Lean's documentation: Eq.mpr_prop', Lean.Grind.eq_eq_of_eq_false_left, Lean.Grind.eq_eq_of_eq_false_right,
--   Lean.Grind.eq_true_of_eq_eq_true_left
set_option autoImplicit true
set_option relaxedAutoImplicit true
universe u v w

namespace Lean.Grind
def nestedProof (p : Prop) {h : p} : p := h
def nestedDecidable {p : Prop} (h : Decidable p) : Decidable p := h
def simpMatchDiscrsOnly {α : Sort u} (a : α) : α := a
def offset (a b : Nat) : Nat := a + b
def eqBwdPattern {α : Sort u} (a b : α) : Prop := a = b
abbrev EqMatch {α : Sort u} (a b : α) {_origin : α} : Prop := a = b
abbrev MatchCond (p : Prop) : Prop := p
def PreMatchCond (p : Prop) : Prop := p
def alreadyNorm (p : Prop) : Prop := p
def genPattern {α : Sort u} (_h : Prop) (x : α) (_val : α) : α := x
def genHEqPattern {α β : Sort u} (_h : Prop) (x : α) (_val : β) : α := x
theorem em (p : Prop) : alreadyNorm p ∨ alreadyNorm (¬ p) := Classical.em p
theorem nestedProof_congr (p q : Prop) (h : p = q) (hp : p) (hq : q) : @nestedProof p hp ≍ @nestedProof q hq := by
  subst h; exact HEq.refl _
theorem nestedDecidable_congr (p q : Prop) (h : p = q) (hp : Decidable p) (hq : Decidable q) :
    @nestedDecidable p hp ≍ @nestedDecidable q hq := by
  subst h; cases hp <;> cases hq <;> first | exact HEq.refl _ | contradiction

theorem rfl_true : true = true := rfl
def intro_with_eq (p p' : Prop) (q : Sort u) (he : p = p') (h : p' → q) : p → q := fun hp => h (he.mp hp)
theorem _root_.Eq.mpr_prop' {p q : Prop} (h₁ : p = q) (h₂ : q) : p := h₁ ▸ h₂
def intro_with_eq' (p p' : Prop) (q : p → Sort u) (he : p = p') (h : (h : p') → q (he.mpr_prop' h)) : (h : p) → q h :=
  fun hp => h (he.mp hp)

section
variable {a b : Prop}
theorem and_eq_of_eq_true_left (h : a = True) : (a ∧ b) = b := by simp [h]
theorem and_eq_of_eq_true_right (h : b = True) : (a ∧ b) = a := by simp [h]
theorem and_eq_of_eq_false_left (h : a = False) : (a ∧ b) = False := by simp [h]
theorem and_eq_of_eq_false_right (h : b = False) : (a ∧ b) = False := by simp [h]
theorem eq_true_of_and_eq_true_left (h : (a ∧ b) = True) : a = True := eq_true (of_eq_true h).1
theorem eq_true_of_and_eq_true_right (h : (a ∧ b) = True) : b = True := eq_true (of_eq_true h).2
theorem or_of_and_eq_false (h : (a ∧ b) = False) : (¬a ∨ ¬b) := by by_cases a <;> by_cases b <;> simp_all
theorem or_eq_of_eq_true_left (h : a = True) : (a ∨ b) = True := by simp [h]
theorem or_eq_of_eq_true_right (h : b = True) : (a ∨ b) = True := by simp [h]
theorem or_eq_of_eq_false_left (h : a = False) : (a ∨ b) = b := by simp [h]
theorem or_eq_of_eq_false_right (h : b = False) : (a ∨ b) = a := by simp [h]
theorem eq_false_of_or_eq_false_left (h : (a ∨ b) = False) : a = False := eq_false fun x => of_eq_false h (.inl x)
theorem eq_false_of_or_eq_false_right (h : (a ∨ b) = False) : b = False := eq_false fun x => of_eq_false h (.inr x)
theorem imp_eq_of_eq_false_left (h : a = False) : (a → b) = True := by simp [h]
theorem imp_eq_of_eq_true_right (h : b = True) : (a → b) = True := by simp [h]
theorem imp_eq_of_eq_true_left (h : a = True) : (a → b) = b := by simp [h]
theorem eq_false_of_imp_eq_true (h₁ : (a → b) = True) (h₂ : b = False) : a = False := by
  subst h₂; exact eq_false fun ha => (of_eq_true h₁) ha
theorem eq_true_of_imp_eq_false (h : (a → b) = False) : a = True := by
  by_cases ha : a
  · exact eq_true ha
  · exact ((of_eq_false h) fun h' => absurd h' ha).elim
theorem eq_false_of_imp_eq_false (h : (a → b) = False) : b = False := eq_false fun hb => (of_eq_false h) fun _ => hb
theorem not_eq_of_eq_true (h : a = True) : (Not a) = False := by simp [h]
theorem not_eq_of_eq_false (h : a = False) : (Not a) = True := by simp [h]
theorem eq_false_of_not_eq_true (h : (Not a) = True) : a = False := eq_false (of_eq_true h)
theorem eq_true_of_not_eq_false (h : (Not a) = False) : a = True := eq_true (Classical.not_not.1 (of_eq_false h))
theorem false_of_not_eq_self (h : (Not a) = a) : False := by by_cases a <;> simp_all
theorem eq_eq_of_eq_true_left (h : a = True) : (a = b) = b := by
  subst h; exact propext ⟨fun h => of_eq_true h.symm, fun h => (eq_true h).symm⟩
theorem eq_eq_of_eq_true_right (h : b = True) : (a = b) = a := by
  subst h; exact propext ⟨fun h => of_eq_true h, fun h => (eq_true h)⟩
theorem of_eq_eq_true (h : (a = b) = True) : (a ∧ b) ∨ (¬ a ∧ ¬ b) := by
  have h := of_eq_true h; subst h
  by_cases ha : a
  · exact .inl ⟨ha, ha⟩
  · exact .inr ⟨ha, ha⟩
theorem of_eq_eq_false (h : (a = b) = False) : (a ∧ ¬b) ∨ (¬ a ∧ b) := by
  have h := of_eq_false h
  by_cases ha : a <;> by_cases hb : b
  · exact (h (propext ⟨fun _ => hb, fun _ => ha⟩)).elim
  · exact .inl ⟨ha, hb⟩
  · exact .inr ⟨ha, hb⟩
  · exact (h (propext ⟨fun x => (ha x).elim, fun x => (hb x).elim⟩)).elim
theorem eq_eq_of_eq_false_left (h : a = False) : (a = b) = ¬b := by
  subst h; exact propext ⟨fun h hb => h ▸ hb, fun h => (eq_false h).symm⟩
theorem eq_eq_of_eq_false_right (h : b = False) : (a = b) = ¬a := by
  subst h; exact propext ⟨fun h hb => h ▸ hb, fun h => (eq_false h)⟩
theorem eq_true_of_eq_eq_true_left (h : (a = b) = True) (h' : a = True) : b = True := by rw [← of_eq_true h]; exact h'
end
theorem eq_congr {α : Sort u} {a₁ b₁ a₂ b₂ : α} (h₁ : a₁ = a₂) (h₂ : b₁ = b₂) : (a₁ = b₁) = (a₂ = b₂) := by rw [h₁, h₂]
theorem eq_congr' {α : Sort u} {a₁ b₁ a₂ b₂ : α} (h₁ : a₁ = b₂) (h₂ : b₁ = a₂) : (a₁ = b₁) = (a₂ = b₂) := by
  rw [h₁, h₂]; exact propext ⟨Eq.symm, Eq.symm⟩
theorem heq_congr {α β : Sort u} {a₁ b₁ : α} {a₂ b₂ : β} (h₁ : a₁ ≍ a₂) (h₂ : b₁ ≍ b₂) : (a₁ = b₁) = (a₂ = b₂) := by
  cases h₁; cases h₂; rfl
theorem heq_congr' {α β : Sort u} {a₁ b₁ : α} {a₂ b₂ : β} (h₁ : a₁ ≍ b₂) (h₂ : b₁ ≍ a₂) :
    (a₁ = b₁) = (a₂ = b₂) := by
  cases h₁; cases h₂; exact propext ⟨Eq.symm, Eq.symm⟩
theorem eval_congr₁ {α : Sort u} {β : Sort v} {f : α → β} {a a' : α} {b : β} (h₁ : a = a') (h₂ : f a' = b) :
    f a = b := by rw [h₁, h₂]
theorem eval_congr₂ {α₁ : Sort u} {α₂ : Sort v} {β : Sort w} {f : α₁ → α₂ → β} {a₁ a₁' : α₁} {a₂ a₂' : α₂} {b : β}
    (h₁ : a₁ = a₁') (h₂ : a₂ = a₂') (h₃ : f a₁' a₂' = b) : f a₁ a₂ = b := by rw [h₁, h₂, h₃]
theorem ne_of_ne_of_eq_left {α : Sort u} {a b c : α} (h₁ : a = b) (h₂ : b ≠ c) : a ≠ c := by rw [h₁]; exact h₂
theorem ne_of_ne_of_eq_right {α : Sort u} {a b c : α} (h₁ : a = c) (h₂ : b ≠ c) : b ≠ a := by rw [h₁]; exact h₂
theorem beq_eq_true_of_eq {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : a = b) : (a == b) = true := by simp [h]
theorem beq_eq_false_of_diseq {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : ¬ a = b) : (a == b) = false := by simp [h]
theorem eq_of_beq_eq_true {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : (a == b) = true) : a = b := LawfulBEq.eq_of_beq h
theorem ne_of_beq_eq_false {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : (a == b) = false) : (a = b) = False :=
  eq_false fun e => by rw [e] at h; simp at h

namespace Bool
variable {a b : Bool}
theorem and_eq_of_eq_true_left (h : a = true) : (a && b) = b := by simp [h]
theorem and_eq_of_eq_true_right (h : b = true) : (a && b) = a := by simp [h]
theorem and_eq_of_eq_false_left (h : a = false) : (a && b) = false := by simp [h]
theorem and_eq_of_eq_false_right (h : b = false) : (a && b) = false := by simp [h]
theorem eq_true_of_and_eq_true_left (h : (a && b) = true) : a = true := by cases a <;> simp_all
theorem eq_true_of_and_eq_true_right (h : (a && b) = true) : b = true := by cases a <;> simp_all
theorem or_eq_of_eq_true_left (h : a = true) : (a || b) = true := by simp [h]
theorem or_eq_of_eq_true_right (h : b = true) : (a || b) = true := by simp [h]
theorem or_eq_of_eq_false_left (h : a = false) : (a || b) = b := by simp [h]
theorem or_eq_of_eq_false_right (h : b = false) : (a || b) = a := by simp [h]
theorem eq_false_of_or_eq_false_left (h : (a || b) = false) : a = false := by cases a <;> simp_all
theorem eq_false_of_or_eq_false_right (h : (a || b) = false) : b = false := by cases a <;> simp_all
theorem not_eq_of_eq_true (h : a = true) : (!a) = false := by simp [h]
theorem not_eq_of_eq_false (h : a = false) : (!a) = true := by simp [h]
theorem eq_false_of_not_eq_true (h : (!a) = true) : a = false := by cases a <;> simp_all
theorem eq_true_of_not_eq_false (h : (!a) = false) : a = true := by cases a <;> simp_all
theorem eq_false_of_not_eq_true' (h : ¬ a = true) : a = false := by cases a <;> simp_all
theorem eq_true_of_not_eq_false' (h : ¬ a = false) : a = true := by cases a <;> simp_all
theorem false_of_not_eq_self (h : (!a) = a) : False := by cases a <;> cases h
theorem ne_of_eq_true_of_eq_false (ha : a = true) (hb : b = false) : (a = b) = False := by subst ha; subst hb; exact eq_false fun h => by cases h
theorem ne_of_eq_false_of_eq_true (ha : a = false) (hb : b = true) : (a = b) = False := by subst ha; subst hb; exact eq_false fun h => by cases h
end Bool

theorem forall_propagator (p : Prop) (q : p → Prop) (q' : Prop) (h₁ : p = True) (h₂ : q (of_eq_true h₁) = q') :
    (∀ hp : p, q hp) = q' := propext ⟨fun h => h₂ ▸ h (of_eq_true h₁), fun h _ => h₂ ▸ h⟩
theorem of_forall_eq_false (α : Sort u) (p : α → Prop) (h : (∀ x : α, p x) = False) : ∃ x : α, ¬ p x :=
  Classical.not_forall.1 (of_eq_false h)
theorem dite_cond_eq_true' {α : Sort u} {c : Prop} {_ : Decidable c} {a : c → α} {b : ¬ c → α} {r : α} (h₁ : c = True)
    (h₂ : a (of_eq_true h₁) = r) : (dite c a b) = r := by rw [dif_pos (of_eq_true h₁)]; exact h₂
theorem dite_cond_eq_false' {α : Sort u} {c : Prop} {_ : Decidable c} {a : c → α} {b : ¬ c → α} {r : α} (h₁ : c = False)
    (h₂ : b (of_eq_false h₁) = r) : (dite c a b) = r := by rw [dif_neg (of_eq_false h₁)]; exact h₂
theorem eqRec_heq.{u_1, u_2} {α : Sort u_2} {a : α} {motive : (x : α) → a = x → Sort u_1} (v : motive a (Eq.refl a)) {b : α}
    (h : a = b) : @Eq.rec α a motive v b h ≍ v := by subst h; exact HEq.refl _
theorem eqRecOn_heq.{u_1, u_2} {α : Sort u_2} {a : α} {motive : (x : α) → a = x → Sort u_1} {b : α} (h : a = b)
    (v : motive a (Eq.refl a)) : @Eq.recOn α a motive b h v ≍ v := by subst h; exact HEq.refl _
theorem eqNDRec_heq.{u_1, u_2} {α : Sort u_2} {a : α} {motive : α → Sort u_1} (v : motive a) {b : α} (h : a = b) :
    @Eq.ndrec α a motive v b h ≍ v := by subst h; exact HEq.refl _
theorem of_decide_eq_true {p : Prop} {_ : Decidable p} (h : decide p = true) : p = True := eq_true (_root_.of_decide_eq_true h)
theorem of_decide_eq_false {p : Prop} {_ : Decidable p} (h : decide p = false) : p = False := eq_false (_root_.of_decide_eq_false h)
theorem decide_eq_true {p : Prop} {_ : Decidable p} (h : p = True) : decide p = true := _root_.decide_eq_true (of_eq_true h)
theorem decide_eq_false {p : Prop} {_ : Decidable p} (h : p = False) : decide p = false := _root_.decide_eq_false (of_eq_false h)
theorem of_lookahead (p : Prop) (h : (¬ p) → False) : p = True := eq_true (Classical.byContradiction h)
end Lean.Grind
