/- What simp needs: its congruence lemmas, and the rules about logic, `if` and `decide` that it uses by itself. -/
prelude
import Init.Classical
-- Mathlib's or Batteries': beq_eq_decide, forall_true_left
-- Not in Lean's documentation: arrow_true, decide_and, decide_or, exists_prop_congr', false_arrow, have_body_congr,
--   have_body_congr_dep, have_congr, have_unused, have_unused_dep, have_val_congr, not_imp_self_iff, true_arrow
set_option linter.unusedVariables false
universe u v w

/-! ## Congruence -/
theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) := h₁ ▸ h₂ ▸ rfl
theorem implies_congr_left {p₁ p₂ : Sort u} {q : Sort v} (h : p₁ = p₂) : (p₁ → q) = (p₂ → q) := h ▸ rfl
theorem implies_congr_right {p : Sort u} {q₁ q₂ : Sort v} (h : q₁ = q₂) : (p → q₁) = (p → q₂) := h ▸ rfl
theorem implies_dep_congr_ctx {p₁ p₂ q₁ : Prop} (h₁ : p₁ = p₂) {q₂ : p₂ → Prop} (h₂ : (h : p₂) → q₁ = q₂ h) :
    (p₁ → q₁) = ((h : p₂) → q₂ h) := by
  subst h₁
  exact propext ⟨fun f h => (h₂ h).mp (f h), fun f h => (h₂ h).mpr (f h)⟩
theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  implies_dep_congr_ctx h₁ h₂
theorem forall_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = (∀ a, q a) := (funext h : p = q) ▸ rfl
theorem pi_congr {α : Sort u} {β β' : α → Sort v} (h : ∀ a, β a = β' a) : (∀ a, β a) = ∀ a, β' a := (funext h : β = β') ▸ rfl
theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q₁ : p₁ → Prop} {q₂ : p₂ → Prop} (h₁ : p₁ = p₂)
    (h₂ : ∀ a : p₂, q₁ (h₁.substr (p := fun x => x) a) = q₂ a) : (∀ a : p₁, q₁ a) = (∀ a : p₂, q₂ a) := by
  subst h₁
  exact forall_congr h₂
theorem forall_prop_congr_dom {p₁ p₂ : Prop} (h : p₁ = p₂) (q : p₁ → Prop) : (∀ a : p₁, q a) = (∀ a : p₂, q (h.substr (p := fun x => x) a)) := by
  subst h
  rfl
theorem let_congr {α : Sort u} {β : Sort v} {a a' : α} {b b' : α → β} (h₁ : a = a') (h₂ : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a'; b' x) := h₁ ▸ (funext h₂ : b = b') ▸ rfl
theorem let_val_congr {α : Sort u} {β : Sort v} {a a' : α} (b : α → β) (h : a = a') :
    (let x := a; b x) = (let x := a'; b x) := h ▸ rfl
theorem let_body_congr {α : Sort u} {β : α → Sort v} {b b' : (a : α) → β a} (a : α) (h : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a; b' x) := h a
theorem have_unused {α : Sort u} {β : Sort v} (a : α) {b b' : β} (h : b = b') : (have _ := a; b) = b' := h
theorem have_unused' {α : Sort u} {β : Sort v} (a : α) {b b' : β} (h : b = b') : (fun _ => b) a = b' := h
theorem have_unused_dep {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') : (have x := a; b x) = b' := h a
theorem have_unused_dep' {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') : b a = b' := h a
theorem have_congr {α : Sort u} {β : Sort v} {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a'; f' x) := h₁ ▸ h₂ a
theorem have_congr' {α : Sort u} {β : Sort v} {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) :
    f a = f' a' := h₁ ▸ h₂ a
theorem have_val_congr {α : Sort u} {β : Sort v} {a a' : α} {f : α → β} (h : a = a') : (have x := a; f x) = (have x := a'; f x) := h ▸ rfl
theorem have_val_congr' {α : Sort u} {β : Sort v} {a a' : α} {f : α → β} (h : a = a') : f a = f a' := h ▸ rfl
theorem have_body_congr_dep {α : Sort u} {β : α → Sort v} (a : α) {f f' : (x : α) → β x} (h : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) := h a
theorem have_body_congr_dep' {α : Sort u} {β : α → Sort v} (a : α) {f f' : (x : α) → β x} (h : ∀ x, f x = f' x) :
    f a = f' a := h a
theorem have_body_congr {α : Sort u} {β : Sort v} (a : α) {f f' : α → β} (h : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) := h a
theorem have_body_congr' {α : Sort u} {β : Sort v} (a : α) {f f' : α → β} (h : ∀ x, f x = f' x) :
    f a = f' a := h a
theorem Eq.mpr_prop {p q : Prop} (h₁ : p = q) (h₂ : q) : p := h₁ ▸ h₂
theorem Eq.mpr_not {p q : Prop} (h₁ : p = q) (h₂ : ¬q) : ¬p := h₁ ▸ h₂
@[congr] theorem dite_congr {b c : Prop} {α : Sort u} {_ : Decidable b} [Decidable c] {x : b → α} {u : c → α} {y : ¬b → α}
    {v : ¬c → α} (h₁ : b = c) (h₂ : (h : c) → x (h₁.mpr_prop h) = u h) (h₃ : (h : ¬c) → y (h₁.mpr_not h) = v h) :
    dite b x y = dite c u v := by
  subst h₁
  cases Decidable.em b with
  | inl h => rw [dif_pos h, dif_pos h, ← h₂]
  | inr h => rw [dif_neg h, dif_neg h, ← h₃]
@[congr] theorem ite_congr {α : Sort u} {b c : Prop} {x y u v : α} {s : Decidable b} [Decidable c] (h₁ : b = c)
    (h₂ : c → x = u) (h₃ : ¬c → y = v) : ite b x y = ite c u v := dite_congr h₁ h₂ h₃
@[congr] theorem exists_prop_congr {p p' : Prop} {q q' : p → Prop} (hq : ∀ h, q h ↔ q' h) (hp : p ↔ p') :
    Exists q ↔ ∃ h : p', q' (hp.2 h) := ⟨fun ⟨h, x⟩ => ⟨hp.1 h, (hq h).1 x⟩, fun ⟨h, x⟩ => ⟨hp.2 h, (hq _).2 x⟩⟩
theorem exists_prop_congr' {p p' : Prop} {q q' : p → Prop} (hq : ∀ h, q h ↔ q' h) (hp : p ↔ p') :
    Exists q = ∃ h : p', q' (hp.2 h) := propext (exists_prop_congr hq hp)

/-! ## Equality and truth -/
@[simp] theorem eq_self {α : Sort u} (a : α) : (a = a) = True := eq_true rfl
@[simp] theorem ne_eq {α : Sort u} (a b : α) : (a ≠ b) = ¬(a = b) := rfl
theorem ne_self_iff_false {α : Sort u} (a : α) : a ≠ a ↔ False := ⟨Ne.irrefl, False.elim⟩
@[simp] theorem heq_eq_eq {α : Sort u} (a b : α) : HEq a b = (a = b) := propext ⟨eq_of_heq, heq_of_eq⟩
@[simp] theorem eq_mp_eq_cast {α β : Sort u} (h : α = β) : Eq.mp h = cast h := rfl
@[simp] theorem eq_mpr_eq_cast {α β : Sort u} (h : α = β) : Eq.mpr h = cast h.symm := rfl
@[simp] theorem cast_cast {α β γ : Sort u} : ∀ (ha : α = β) (hb : β = γ) (a : α), cast hb (cast ha a) = cast (ha.trans hb) a
  | rfl, rfl, _ => rfl
attribute [simp] cast_heq
@[simp] theorem not_true_eq_false : (¬True) = False := eq_false fun h => h trivial
@[simp] theorem not_false_eq_true : (¬False) = True := eq_true id
theorem not_true : ¬True ↔ False := .of_eq not_true_eq_false
theorem not_false_iff : ¬False ↔ True := .of_eq not_false_eq_true
@[simp] theorem eq_true_eq_id : Eq True = id := funext fun p => propext ⟨fun h => h ▸ trivial, fun h => (eq_true h).symm⟩
@[simp] theorem and_true (p : Prop) : (p ∧ True) = p := propext ⟨And.left, (⟨·, trivial⟩)⟩
@[simp] theorem true_and (p : Prop) : (True ∧ p) = p := propext ⟨And.right, (⟨trivial, ·⟩)⟩
@[simp] theorem and_false (p : Prop) : (p ∧ False) = False := eq_false And.right
@[simp] theorem false_and (p : Prop) : (False ∧ p) = False := eq_false And.left
@[simp] theorem and_self (p : Prop) : (p ∧ p) = p := propext ⟨And.left, fun h => ⟨h, h⟩⟩
@[simp] theorem and_not_self {a : Prop} : ¬(a ∧ ¬a) := fun h => h.2 h.1
@[simp] theorem not_and_self {a : Prop} : ¬(¬a ∧ a) := fun h => h.1 h.2
@[simp] theorem and_imp {a b c : Prop} : (a ∧ b → c) ↔ (a → b → c) := ⟨fun f ha hb => f ⟨ha, hb⟩, fun f h => f h.1 h.2⟩
@[simp] theorem not_and {a b : Prop} : ¬(a ∧ b) ↔ (a → ¬b) := and_imp
@[simp] theorem or_self (p : Prop) : (p ∨ p) = p := propext ⟨fun h => h.elim id id, .inl⟩
@[simp] theorem or_true (p : Prop) : (p ∨ True) = True := eq_true (.inr trivial)
@[simp] theorem true_or (p : Prop) : (True ∨ p) = True := eq_true (.inl trivial)
@[simp] theorem or_false (p : Prop) : (p ∨ False) = p := propext ⟨fun h => h.elim id False.elim, .inl⟩
@[simp] theorem false_or (p : Prop) : (False ∨ p) = p := propext ⟨fun h => h.elim False.elim id, .inr⟩
@[simp] theorem not_or {p q : Prop} : ¬(p ∨ q) ↔ ¬p ∧ ¬q := or_imp
@[simp] theorem iff_self (p : Prop) : (p ↔ p) = True := eq_true .rfl
@[simp] theorem iff_true (p : Prop) : (p ↔ True) = p := propext ⟨of_iff_true, iff_true_intro⟩
@[simp] theorem true_iff (p : Prop) : (True ↔ p) = p := propext ⟨fun h => h.1 trivial, fun h => (iff_true_intro h).symm⟩
@[simp] theorem iff_false (p : Prop) : (p ↔ False) = ¬p := propext ⟨Iff.mp, iff_false_intro⟩
@[simp] theorem false_iff (p : Prop) : (False ↔ p) = ¬p := propext ⟨Iff.mpr, fun h => (iff_false_intro h).symm⟩
@[simp] theorem false_implies (p : Prop) : (False → p) = True := eq_true False.elim
@[simp] theorem forall_false (p : False → Prop) : (∀ h : False, p h) = True := eq_true fun h => h.elim
@[simp] theorem implies_true (α : Sort u) : (α → True) = True := eq_true fun _ => trivial
@[simp] theorem true_implies (p : Prop) : (True → p) = p := propext ⟨(· trivial), fun h _ => h⟩
theorem arrow_true (α : Sort u) : (α → True) = True := implies_true α
theorem true_arrow (p : Prop) : (True → p) = p := true_implies p
theorem false_arrow (p : Prop) : (False → p) = True := false_implies p
@[simp] theorem imp_self {a : Prop} : (a → a) ↔ True := iff_true_intro id
@[simp] theorem iff_not_self {a : Prop} : ¬(a ↔ ¬a) := fun h => have na := fun ha => h.1 ha ha; na (h.2 na)
@[simp] theorem not_iff_self {a : Prop} : ¬(¬a ↔ a) := fun h => iff_not_self h.symm
@[simp] theorem not_imp_self_iff {a : Prop} : (¬a → a) ↔ a := ⟨fun h => Classical.byContradiction fun n => n (h n), fun h _ => h⟩
@[simp] theorem imp_not_self {a : Prop} : (a → ¬a) ↔ ¬a := ⟨fun h ha => h ha ha, fun h _ => h⟩
@[simp] theorem and_self_left {a b : Prop} : a ∧ (a ∧ b) ↔ a ∧ b := ⟨And.right, fun h => ⟨h.1, h⟩⟩
@[simp] theorem and_self_right {a b : Prop} : (a ∧ b) ∧ b ↔ a ∧ b := ⟨And.left, fun h => ⟨h, h.2⟩⟩
@[simp] theorem or_self_left {a b : Prop} : a ∨ (a ∨ b) ↔ a ∨ b := ⟨fun h => h.elim .inl id, .inr⟩
@[simp] theorem or_self_right {a b : Prop} : (a ∨ b) ∨ b ↔ a ∨ b := ⟨fun h => h.elim id .inr, .inl⟩
@[simp] theorem and_congr_right_iff {a b c : Prop} : (a ∧ b ↔ a ∧ c) ↔ (a → (b ↔ c)) :=
  ⟨fun h ha => ⟨fun hb => (h.1 ⟨ha, hb⟩).2, fun hc => (h.2 ⟨ha, hc⟩).2⟩, and_congr_right⟩
@[simp] theorem and_congr_left_iff {a b c : Prop} : (a ∧ c ↔ b ∧ c) ↔ (c → (a ↔ b)) :=
  ⟨fun h hc => ⟨fun ha => (h.1 ⟨ha, hc⟩).1, fun hb => (h.2 ⟨hb, hc⟩).1⟩, and_congr_left⟩
@[simp] theorem and_iff_left_iff_imp {a b : Prop} : (a ∧ b ↔ a) ↔ (a → b) := ⟨fun h ha => (h.2 ha).2, and_iff_left_of_imp⟩
@[simp] theorem and_iff_right_iff_imp {a b : Prop} : (a ∧ b ↔ b) ↔ (b → a) := ⟨fun h hb => (h.2 hb).1, and_iff_right_of_imp⟩
@[simp] theorem iff_self_and {p q : Prop} : (p ↔ p ∧ q) ↔ (p → q) := Iff.comm.trans and_iff_left_iff_imp
@[simp] theorem iff_and_self {p q : Prop} : (p ↔ q ∧ p) ↔ (p → q) := Iff.comm.trans and_iff_right_iff_imp
@[simp] theorem or_iff_left_iff_imp {a b : Prop} : (a ∨ b ↔ a) ↔ (b → a) := ⟨fun h hb => h.1 (.inr hb), or_iff_left_of_imp⟩
@[simp] theorem or_iff_right_iff_imp {a b : Prop} : (a ∨ b ↔ b) ↔ (a → b) := ⟨fun h ha => h.1 (.inl ha), or_iff_right_of_imp⟩
@[simp] theorem iff_self_or {a b : Prop} : (a ↔ a ∨ b) ↔ (b → a) := Iff.comm.trans or_iff_left_iff_imp
@[simp] theorem iff_or_self {a b : Prop} : (b ↔ a ∨ b) ↔ (a → b) := Iff.comm.trans or_iff_right_iff_imp
attribute [simp] not_not Classical.not_forall Classical.not_imp

/-! ## Quantifiers -/
@[simp] theorem not_exists {α : Sort u} {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x := exists_imp
@[simp] theorem forall_exists_index {α : Sort u} {p : α → Prop} {q : (∃ x, p x) → Prop} : (∀ h, q h) ↔ ∀ x (h : p x), q ⟨x, h⟩ :=
  ⟨fun f x h => f ⟨x, h⟩, fun f ⟨x, h⟩ => f x h⟩
@[simp] theorem exists_const {b : Prop} (α : Sort u) [i : Nonempty α] : (∃ _ : α, b) ↔ b := ⟨fun ⟨_, h⟩ => h, fun h => i.elim (⟨·, h⟩)⟩
@[simp] theorem forall_const {b : Prop} (α : Sort u) [i : Nonempty α] : (α → b) ↔ b := ⟨i.elim, fun h _ => h⟩
@[simp] theorem exists_false {α : Sort u} : ¬∃ _a : α, False := fun ⟨_, h⟩ => h
@[simp] theorem exists_true_left {p : True → Prop} : Exists p ↔ p True.intro := exists_prop_of_true trivial
@[simp] theorem forall_true_left {p : True → Prop} : (∀ h, p h) ↔ p trivial := forall_prop_of_true trivial
attribute [simp] exists_prop
@[simp] theorem nonempty_prop {p : Prop} : Nonempty p ↔ p := ⟨fun ⟨h⟩ => h, fun h => ⟨h⟩⟩
@[simp] theorem exists_prop' {α : Sort u} {p : Prop} : (∃ _ : α, p) ↔ Nonempty α ∧ p := ⟨fun ⟨a, h⟩ => ⟨⟨a⟩, h⟩, fun ⟨⟨a⟩, h⟩ => ⟨a, h⟩⟩
section
variable {α : Sort u} {p q : α → Prop} {a a' : α} {b : Prop}
@[simp] theorem forall_eq : (∀ a, a = a' → p a) ↔ p a' := ⟨fun h => h a' rfl, fun h _ e => e ▸ h⟩
@[simp] theorem forall_eq' : (∀ a, a' = a → p a) ↔ p a' := ⟨fun h => h a' rfl, fun h _ e => e ▸ h⟩
@[simp] theorem exists_eq : ∃ a, a = a' := ⟨_, rfl⟩
@[simp] theorem exists_eq' : ∃ a, a' = a := ⟨_, rfl⟩
@[simp] theorem exists_eq_left : (∃ a, a = a' ∧ p a) ↔ p a' := ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨_, rfl, h⟩⟩
@[simp] theorem exists_eq_left' : (∃ a, a' = a ∧ p a) ↔ p a' := ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨_, rfl, h⟩⟩
@[simp] theorem exists_eq_right : (∃ a, p a ∧ a = a') ↔ p a' := ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨_, h, rfl⟩⟩
@[simp] theorem exists_eq_right' : (∃ a, p a ∧ a' = a) ↔ p a' := ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨_, h, rfl⟩⟩
@[simp] theorem exists_and_left : (∃ x, b ∧ p x) ↔ b ∧ ∃ x, p x := ⟨fun ⟨x, h, hx⟩ => ⟨h, x, hx⟩, fun ⟨h, x, hx⟩ => ⟨x, h, hx⟩⟩
@[simp] theorem exists_and_right : (∃ x, p x ∧ b) ↔ (∃ x, p x) ∧ b := ⟨fun ⟨x, hx, h⟩ => ⟨⟨x, hx⟩, h⟩, fun ⟨⟨x, hx⟩, h⟩ => ⟨x, hx, h⟩⟩
@[simp] theorem forall_eq_or_imp : (∀ a, a = a' ∨ q a → p a) ↔ p a' ∧ ∀ a, q a → p a :=
  ⟨fun h => ⟨h a' (.inl rfl), fun a ha => h a (.inr ha)⟩, fun h a o => o.elim (fun e => e ▸ h.1) (h.2 a)⟩
@[simp] theorem exists_eq_or_imp : (∃ a, (a = a' ∨ q a) ∧ p a) ↔ p a' ∨ ∃ a, q a ∧ p a :=
  ⟨fun ⟨a, o, h⟩ => o.elim (fun e => .inl (e ▸ h)) (fun hq => .inr ⟨a, hq, h⟩),
   fun o => o.elim (⟨a', .inl rfl, ·⟩) (fun ⟨a, hq, h⟩ => ⟨a, .inr hq, h⟩)⟩
end
@[simp] theorem exists_apply_eq_apply {α : Sort u} {β : Sort v} (f : α → β) (a' : α) : ∃ a, f a = f a' := ⟨a', rfl⟩
@[simp] theorem forall_apply_eq_imp_iff {α : Sort u} {β : Sort v} {f : α → β} {p : β → Prop} :
    (∀ b a, f a = b → p b) ↔ ∀ a, p (f a) := ⟨fun h a => h (f a) a rfl, fun h _ a e => e ▸ h a⟩
@[simp] theorem forall_apply_eq_imp_iff₂ {α : Sort u} {β : Sort v} {f : α → β} {p : α → Prop} {q : β → Prop} :
    (∀ b a, p a → f a = b → q b) ↔ ∀ a, p a → q (f a) := ⟨fun h a ha => h (f a) a ha rfl, fun h _ a ha e => e ▸ h a ha⟩

/-! ## if -/
section
variable {α : Sort u} {β : Sort v} {c p q : Prop} {a b : α}
@[simp] theorem if_true {_ : Decidable True} (t e : α) : ite True t e = t := if_pos trivial
@[simp] theorem if_false {_ : Decidable False} (t e : α) : ite False t e = e := if_neg id
@[simp] theorem ite_true {_ : Decidable True} (a b : α) : (if True then a else b) = a := if_pos trivial
@[simp] theorem ite_false {_ : Decidable False} (a b : α) : (if False then a else b) = b := if_neg id
@[simp] theorem dite_true {_ : Decidable True} {t : True → α} {e : ¬True → α} : dite True t e = t True.intro :=
  dif_pos True.intro
@[simp] theorem dite_false {_ : Decidable False} {t : False → α} {e : ¬False → α} : dite False t e = e not_false :=
  dif_neg not_false
theorem ite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : ite c a b = a := if_pos (of_eq_true h)
theorem ite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : ite c a b = b := if_neg (of_eq_false h)
theorem dite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) :
    dite c t e = t (of_eq_true h) := dif_pos (of_eq_true h)
theorem dite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) :
    dite c t e = e (of_eq_false h) := dif_neg (of_eq_false h)
@[simp] theorem ite_self {d : Decidable c} (a : α) : ite c a a = a := by
  cases d
  · rfl
  · rfl
theorem apply_dite (f : α → β) (P : Prop) [Decidable P] (x : P → α) (y : ¬P → α) :
    f (dite P x y) = dite P (fun h => f (x h)) (fun h => f (y h)) := by
  cases Decidable.em P with
  | inl h => rw [dif_pos h, dif_pos h]
  | inr h => rw [dif_neg h, dif_neg h]
theorem apply_ite (f : α → β) (P : Prop) [Decidable P] (x y : α) : f (ite P x y) = ite P (f x) (f y) := apply_dite f P _ _
@[simp] theorem dite_eq_ite [Decidable p] : (dite p (fun _ => a) fun _ => b) = ite p a b := rfl
@[simp] theorem dite_eq_left_iff {p : Prop} [Decidable p] {x : α} {y : ¬p → α} :
    (if h : p then x else y h) = x ↔ ∀ h : ¬p, y h = x := by
  cases Decidable.em p with
  | inl h => exact iff_of_true (dif_pos h) fun n => absurd h n
  | inr h => rw [dif_neg h]; exact ⟨fun e _ => e, fun f => f h⟩
@[simp] theorem dite_eq_right_iff {p : Prop} [Decidable p] {x : p → α} {y : α} :
    (if h : p then x h else y) = y ↔ ∀ h : p, x h = y := by
  cases Decidable.em p with
  | inl h => rw [dif_pos h]; exact ⟨fun e _ => e, fun f => f h⟩
  | inr h => exact iff_of_true (dif_neg h) fun n => absurd n h
@[simp] theorem ite_eq_left_iff [Decidable p] : ite p a b = a ↔ (¬p → b = a) := dite_eq_left_iff
@[simp] theorem ite_eq_right_iff [Decidable p] : ite p a b = b ↔ (p → a = b) := dite_eq_right_iff
@[simp] theorem dite_not {p : Prop} {α : Sort u} [hn : Decidable ¬p] [h : Decidable p] (x : ¬p → α) (y : ¬¬p → α) :
    dite (¬p) x y = dite p (fun h => y (not_not_intro h)) x := by
  cases Decidable.em p with
  | inl h => rw [dif_pos h, dif_neg (not_not_intro h)]
  | inr h => rw [dif_neg h, dif_pos h]
@[simp] theorem ite_not (p : Prop) [Decidable p] (x y : α) : ite (¬p) x y = ite p y x := dite_not (fun _ => x) (fun _ => y)
@[simp] theorem if_false_left [Decidable p] : ite p False q ↔ ¬p ∧ q := by
  cases Decidable.em p with
  | inl h => rw [if_pos h]; exact ⟨False.elim, fun x => x.1 h⟩
  | inr h => rw [if_neg h]; exact (and_iff_right h).symm
@[simp] theorem if_false_right [Decidable p] : ite p q False ↔ p ∧ q := by
  cases Decidable.em p with
  | inl h => rw [if_pos h]; exact (and_iff_right h).symm
  | inr h => rw [if_neg h]; exact ⟨False.elim, fun x => h x.1⟩
@[simp low] theorem if_true_left [Decidable p] : ite p True q ↔ (¬p → q) := by
  cases Decidable.em p with
  | inl h => rw [if_pos h]; exact ⟨fun _ n => absurd h n, fun _ => trivial⟩
  | inr h => rw [if_neg h]; exact ⟨fun x _ => x, (· h)⟩
@[simp low] theorem if_true_right [Decidable p] : ite p q True ↔ (p → q) := by
  cases Decidable.em p with
  | inl h => rw [if_pos h]; exact ⟨fun x _ => x, (· h)⟩
  | inr h => rw [if_neg h]; exact ⟨fun _ n => absurd n h, fun _ => trivial⟩
end

/-! ## decide, cond, == -/
section
variable {p q : Prop}
@[simp] theorem decide_eq_true_eq [Decidable p] : (decide p = true) = p := propext ⟨of_decide_eq_true, decide_eq_true⟩
@[simp] theorem decide_eq_false_iff_not {_ : Decidable p} : decide p = false ↔ ¬p := ⟨of_decide_eq_false, decide_eq_false⟩
theorem decide_eq_true_iff {p : Prop} [Decidable p] : decide p = true ↔ p := .of_eq decide_eq_true_eq
@[simp] theorem decide_not [g : Decidable p] [h : Decidable (¬p)] : decide (¬p) = !(decide p) := by
  cases Decidable.em p with
  | inl hp => rw [decide_eq_true hp, decide_eq_false (not_not_intro hp)]; rfl
  | inr hn => rw [decide_eq_false hn, decide_eq_true hn]; rfl
@[simp] theorem decide_and (p q : Prop) [dpq : Decidable (p ∧ q)] [dp : Decidable p] [dq : Decidable q] :
    decide (p ∧ q) = (p && q) := by
  cases Decidable.em p with
  | inl hp => cases Decidable.em q with
    | inl hq => rw [decide_eq_true hp, decide_eq_true hq, decide_eq_true ⟨hp, hq⟩]; rfl
    | inr hq => rw [decide_eq_true hp, decide_eq_false hq, decide_eq_false fun h => hq h.2]; rfl
  | inr hp => rw [decide_eq_false hp, decide_eq_false fun h => hp h.1]; rfl
@[simp] theorem decide_or (p q : Prop) [dpq : Decidable (p ∨ q)] [dp : Decidable p] [dq : Decidable q] :
    decide (p ∨ q) = (p || q) := by
  cases Decidable.em p with
  | inl hp => rw [decide_eq_true hp, decide_eq_true (Or.inl hp)]; rfl
  | inr hp => cases Decidable.em q with
    | inl hq => rw [decide_eq_false hp, decide_eq_true hq, decide_eq_true (Or.inr hq)]; rfl
    | inr hq => rw [decide_eq_false hp, decide_eq_false hq, decide_eq_false fun h => h.elim hp hq]; rfl
@[simp] theorem decide_true (h : Decidable True) : decide True = true := decide_eq_true trivial
@[simp] theorem decide_false (h : Decidable False) : decide False = false := decide_eq_false id
end
@[simp] theorem cond_true {α : Sort u} (a b : α) : cond true a b = a := rfl
@[simp] theorem cond_false {α : Sort u} (a b : α) : cond false a b = b := rfl
@[simp] theorem beq_iff_eq {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : a == b ↔ a = b := ⟨eq_of_beq, beq_of_eq⟩
theorem beq_eq_decide {α : Type u} [DecidableEq α] (a b : α) : (a == b) = decide (a = b) := rfl
@[simp] theorem beq_self_eq_true {α : Type u} [BEq α] [ReflBEq α] (a : α) : (a == a) = true := BEq.rfl
@[simp] theorem bne_self_eq_false {α : Type u} [BEq α] [LawfulBEq α] (a : α) : (a != a) = false := congrArg not (beq_self_eq_true a)
@[simp] theorem beq_eq_false_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = false ↔ a ≠ b :=
  ⟨ne_of_beq_false, beq_false_of_ne⟩
@[simp] theorem bne_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : a != b ↔ a ≠ b := by
  refine Iff.trans ?_ beq_eq_false_iff_ne
  unfold bne
  cases a == b
  · exact ⟨fun _ => rfl, fun _ => rfl⟩
  · exact ⟨fun h => Bool.noConfusion h, fun h => Bool.noConfusion h⟩
@[simp] theorem bne_eq_false_iff_eq {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a != b) = false ↔ a = b := by
  refine Iff.trans ?_ beq_iff_eq
  unfold bne
  cases a == b
  · exact ⟨fun h => Bool.noConfusion h, fun h => Bool.noConfusion h⟩
  · exact ⟨fun _ => rfl, fun _ => rfl⟩

/-! ## Constructors -/
theorem Lean.injEq_helper {P Q R : Prop} (f : P → Q → R) (h : P ∧ Q) : R := f h.1 h.2
