/- Propositional and predicate logic, equality, `Decidable` instances, `if`, subsingletons, quotients. -/
prelude
import Init.Coe
-- Mathlib's or Batteries': Eq.congr, Eq.trans_ne, Iff.eq, Iff.not, Ne.trans_eq, congrArg₂
-- Not in Lean's documentation: Ne.elim, Subsingleton.allEq, decide_false_eq_false, decide_true_eq_true, imp_swap,
--   ne_of_beq_eq_false, nonempty_of_exists, proofIrrel
set_option linter.unusedVariables false
set_option linter.defProp false
universe u v w

/-! ## Equality -/
theorem trivial : True := .intro
@[macro_inline, implicit_reducible] def Eq.mp {α β : Sort u} (h : α = β) (a : α) : β := h ▸ a
@[macro_inline, implicit_reducible] def Eq.mpr {α β : Sort u} (h : α = β) (b : β) : α := h ▸ b
abbrev Eq.ndrecOn.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} {b : α} (h : a = b) (m : motive a) : motive b :=
  Eq.ndrec m h
theorem Eq.substr {α : Sort u} {p : α → Prop} {a b : α} (h₁ : b = a) (h₂ : p a) : p b := h₁.symm.subst h₂
theorem eq_comm {α : Sort u} {a b : α} : a = b ↔ b = a := ⟨Eq.symm, Eq.symm⟩
theorem Eq.comm {α : Sort u} {a b : α} : a = b ↔ b = a := eq_comm
theorem Eq.congr {α : Sort u} {x₁ x₂ y₁ y₂ : α} (h₁ : x₁ = y₁) (h₂ : x₂ = y₂) : x₁ = x₂ ↔ y₁ = y₂ :=
  ⟨fun e => h₁.symm.trans (e.trans h₂), fun e => h₁.trans (e.trans h₂.symm)⟩
theorem congrArg₂ {α : Sort u} {β : Sort v} {γ : Sort w} (f : α → β → γ) {x x' : α} {y y' : β}
    (hx : x = x') (hy : y = y') : f x y = f x' y' := congr (congrArg f hx) hy
@[simp] theorem cast_eq {α : Sort u} (h : α = α) (a : α) : cast h a = a := rfl
theorem cast_heq {α β : Sort u} : (h : α = β) → (a : α) → HEq (cast h a) a
  | rfl, a => .refl a
theorem eqRec_heq {α : Sort u} {φ : α → Sort v} {a a' : α} : (h : a = a') → (p : φ a) →
    HEq (Eq.recOn (motive := fun x _ => φ x) h p) p
  | rfl, p => .refl p
def HEq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : {β : Sort u2} → β → Sort u1} (m : motive a) {β : Sort u2}
    {b : β} (h : HEq a b) : motive b := h.rec m
def HEq.ndrecOn.{u1, u2} {α : Sort u2} {a : α} {motive : {β : Sort u2} → β → Sort u1} {β : Sort u2} {b : β}
    (h : HEq a b) (m : motive a) : motive b := h.rec m
def HEq.elim {α : Sort u} {a : α} {p : α → Sort v} {b : α} (h₁ : HEq a b) (h₂ : p a) : p b := eq_of_heq h₁ ▸ h₂
theorem HEq.subst {α β : Sort u} {a : α} {b : β} {p : (T : Sort u) → T → Prop} (h₁ : HEq a b) (h₂ : p α a) : p β b :=
  h₁.rec (motive := fun {γ} c _ => p γ c) h₂
@[symm] theorem HEq.symm {α β : Sort u} {a : α} {b : β} (h : HEq a b) : HEq b a := h.rec (.refl a)
theorem HEq.trans {α β φ : Sort u} {a : α} {b : β} {c : φ} (h₁ : HEq a b) (h₂ : HEq b c) : HEq a c := h₂.rec h₁
theorem heq_of_heq_of_eq {α β : Sort u} {a : α} {b b' : β} (h₁ : HEq a b) (h₂ : b = b') : HEq a b' := h₂ ▸ h₁
theorem heq_of_eq_of_heq {α β : Sort u} {a a' : α} {b : β} (h₁ : a = a') (h₂ : HEq a' b) : HEq a b := h₁ ▸ h₂
theorem type_eq_of_heq {α β : Sort u} {a : α} {b : β} (h : HEq a b) : α = β := h.rec (.refl α)
theorem heq_of_eqRec_eq {α β : Sort u} {a : α} {b : β} (h₁ : α = β) (h₂ : Eq.rec (motive := fun α _ => α) a h₁ = b) :
    HEq a b := by
  subst h₁
  exact heq_of_eq h₂
theorem Function.comp_def {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : f ∘ g = fun x => f (g x) := rfl
@[simp] theorem Function.comp_apply {α : Sort u} {β : Sort v} {δ : Sort w} {f : β → δ} {g : α → β} {x : α} :
    (f ∘ g) x = f (g x) := rfl
@[simp] theorem Function.const_apply {α : Sort u} {β : Sort v} {y : β} {x : α} : Function.const α y x = y := rfl
theorem funext_iff {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} : f = g ↔ ∀ x, f x = g x :=
  ⟨fun h x => congrFun h x, funext⟩

theorem Ne.intro {α : Sort u} {a b : α} (h : a = b → False) : a ≠ b := h
theorem Ne.elim {α : Sort u} {a b : α} (h : a ≠ b) : a = b → False := h
theorem Ne.irrefl {α : Sort u} {a : α} (h : a ≠ a) : False := h rfl
@[symm] theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun e => h e.symm
theorem ne_comm {α : Sort u} {a b : α} : a ≠ b ↔ b ≠ a := ⟨Ne.symm, Ne.symm⟩
theorem false_of_ne {α : Sort u} {a : α} : a ≠ a → False := Ne.irrefl
theorem ne_of_apply_ne {α : Sort u} {β : Sort v} (f : α → β) {x y : α} (h : f x ≠ f y) : x ≠ y := fun e => h (congrArg f e)
theorem Eq.trans_ne {α : Sort u} {a b c : α} (h : a = b) (h' : b ≠ c) : a ≠ c := fun e => h' (h.symm.trans e)
theorem Ne.trans_eq {α : Sort u} {a b c : α} (h : a ≠ b) (h' : b = c) : a ≠ c := fun e => h (e.trans h'.symm)

/-! ## Iff -/
@[refl] theorem Iff.refl (a : Prop) : a ↔ a := ⟨id, id⟩
protected theorem Iff.rfl {a : Prop} : a ↔ a := .refl a
@[symm] theorem Iff.symm {a b : Prop} (h : a ↔ b) : b ↔ a := ⟨h.mpr, h.mp⟩
theorem Iff.trans {a b c : Prop} (h₁ : a ↔ b) (h₂ : b ↔ c) : a ↔ c := ⟨fun h => h₂.mp (h₁.mp h), fun h => h₁.mpr (h₂.mpr h)⟩
instance : Trans Iff Iff Iff where
  trans := Iff.trans
theorem Iff.comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := ⟨.symm, .symm⟩
theorem iff_comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := .comm
theorem Iff.of_eq {a b : Prop} (h : a = b) : a ↔ b := h ▸ .rfl
theorem iff_of_eq {a b : Prop} (h : a = b) : a ↔ b := .of_eq h
theorem Iff.eq {a b : Prop} (h : a ↔ b) : a = b := propext h
theorem eq_iff_iff {a b : Prop} : (a = b) ↔ (a ↔ b) := ⟨.of_eq, propext⟩
theorem Eq.propIntro {a b : Prop} (h₁ : a → b) (h₂ : b → a) : a = b := propext ⟨h₁, h₂⟩
theorem Eq.to_iff {a b : Prop} (h : a = b) : a ↔ b := .of_eq h
theorem Iff.subst {a b : Prop} {p : Prop → Prop} (h₁ : a ↔ b) (h₂ : p a) : p b := propext h₁ ▸ h₂
theorem iff_of_true {a b : Prop} (ha : a) (hb : b) : a ↔ b := ⟨fun _ => hb, fun _ => ha⟩
theorem iff_of_false {a b : Prop} (ha : ¬a) (hb : ¬b) : a ↔ b := ⟨(absurd · ha), (absurd · hb)⟩
theorem iff_true_intro {a : Prop} (h : a) : a ↔ True := iff_of_true h ⟨⟩
theorem iff_false_intro {a : Prop} (h : ¬a) : a ↔ False := iff_of_false h id
theorem of_iff_true {a : Prop} (h : a ↔ True) : a := h.mpr ⟨⟩
theorem not_of_iff_false {a : Prop} (h : a ↔ False) : ¬a := h.mp
theorem iff_iff_implies_and_implies {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := ⟨fun h => ⟨h.mp, h.mpr⟩, fun h => ⟨h.1, h.2⟩⟩
theorem iff_def {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := iff_iff_implies_and_implies
theorem Iff.not {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := ⟨fun n hb => n (h.mpr hb), fun n ha => n (h.mp ha)⟩
theorem not_congr {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := h.not
theorem iff_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : (a ↔ b) ↔ (c ↔ d) :=
  ⟨fun h => h₁.symm.trans (h.trans h₂), fun h => h₁.trans (h.trans h₂.symm)⟩
theorem imp_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : (a → b) ↔ (c → d) :=
  ⟨fun h hc => h₂.mp (h (h₁.mpr hc)), fun h ha => h₂.mpr (h (h₁.mp ha))⟩
theorem imp_congr_right {a b c : Prop} (h : a → (b ↔ c)) : (a → b) ↔ (a → c) :=
  ⟨fun f ha => (h ha).mp (f ha), fun f ha => (h ha).mpr (f ha)⟩
theorem imp_congr_left {a b c : Prop} (h : a ↔ b) : (a → c) ↔ (b → c) := imp_congr h .rfl
theorem imp_congr_ctx {a b c d : Prop} (h₁ : a ↔ c) (h₂ : c → (b ↔ d)) : (a → b) ↔ (c → d) :=
  ⟨fun h hc => (h₂ hc).mp (h (h₁.mpr hc)), fun h ha => (h₂ (h₁.mp ha)).mpr (h (h₁.mp ha))⟩

/-! ## Not, and, or, implication -/
theorem not_false : ¬False := id
theorem mt {a b : Prop} (h₁ : a → b) (h₂ : ¬b) : ¬a := fun ha => h₂ (h₁ ha)
theorem Not.imp {a b : Prop} (h : ¬b) (f : a → b) : ¬a := mt f h
@[macro_inline] def Not.elim {a : Prop} {α : Sort u} (h₁ : ¬a) (h₂ : a) : α := absurd h₂ h₁
theorem Not.intro {a : Prop} (h : a → False) : ¬a := h
theorem not_not_intro {p : Prop} (h : p) : ¬¬p := fun n => n h
theorem not_not_not {a : Prop} : ¬¬¬a ↔ ¬a := ⟨fun h ha => h (not_not_intro ha), not_not_intro⟩
theorem imp_not_comm {a b : Prop} : (a → ¬b) ↔ (b → ¬a) := ⟨fun h hb ha => h ha hb, fun h ha hb => h hb ha⟩
theorem imp_swap {a b c : Prop} : (a → b → c) ↔ (b → a → c) := ⟨fun h hb ha => h ha hb, fun h ha hb => h hb ha⟩
theorem imp_intro {a b : Prop} (h : a) : b → a := fun _ => h
theorem imp_false {a : Prop} : (a → False) ↔ ¬a := .rfl
theorem not_not_em (a : Prop) : ¬¬(a ∨ ¬a) := fun h => h (.inr fun ha => h (.inl ha))
theorem proof_irrel {p : Prop} (h₁ h₂ : p) : h₁ = h₂ := rfl
theorem proofIrrel {p : Prop} (h₁ h₂ : p) : h₁ = h₂ := rfl
theorem proof_irrel_heq {p q : Prop} (hp : p) (hq : q) : HEq hp hq := by
  cases propext (iff_of_true hp hq)
  exact .rfl

theorem And.symm {a b : Prop} (h : a ∧ b) : b ∧ a := ⟨h.2, h.1⟩
theorem And.comm {a b : Prop} : a ∧ b ↔ b ∧ a := ⟨.symm, .symm⟩
theorem and_comm {a b : Prop} : a ∧ b ↔ b ∧ a := And.comm
abbrev And.elim {a b : Prop} {α : Sort u} (f : a → b → α) (h : a ∧ b) : α := f h.1 h.2
theorem And.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d := ⟨f h.1, g h.2⟩
theorem And.imp_left {a b c : Prop} (h : a → b) : a ∧ c → b ∧ c := .imp h id
theorem And.imp_right {a b c : Prop} (h : a → b) : c ∧ a → c ∧ b := .imp id h
theorem and_assoc {a b c : Prop} : (a ∧ b) ∧ c ↔ a ∧ (b ∧ c) := ⟨fun h => ⟨h.1.1, h.1.2, h.2⟩, fun h => ⟨⟨h.1, h.2.1⟩, h.2.2⟩⟩
theorem and_left_comm {a b c : Prop} : a ∧ b ∧ c ↔ b ∧ a ∧ c := ⟨fun h => ⟨h.2.1, h.1, h.2.2⟩, fun h => ⟨h.2.1, h.1, h.2.2⟩⟩
theorem and_right_comm {a b c : Prop} : (a ∧ b) ∧ c ↔ (a ∧ c) ∧ b := ⟨fun h => ⟨⟨h.1.1, h.2⟩, h.1.2⟩, fun h => ⟨⟨h.1.1, h.2⟩, h.1.2⟩⟩
theorem and_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : a ∧ b ↔ c ∧ d := ⟨.imp h₁.mp h₂.mp, .imp h₁.mpr h₂.mpr⟩
theorem and_congr_right {a b c : Prop} (h : a → (b ↔ c)) : a ∧ b ↔ a ∧ c :=
  ⟨fun ⟨ha, hb⟩ => ⟨ha, (h ha).mp hb⟩, fun ⟨ha, hc⟩ => ⟨ha, (h ha).mpr hc⟩⟩
theorem and_congr_left {a b c : Prop} (h : c → (a ↔ b)) : a ∧ c ↔ b ∧ c :=
  ⟨fun ⟨ha, hc⟩ => ⟨(h hc).mp ha, hc⟩, fun ⟨hb, hc⟩ => ⟨(h hc).mpr hb, hc⟩⟩
theorem and_congr_left' {a b c : Prop} (h : a ↔ b) : a ∧ c ↔ b ∧ c := and_congr h .rfl
theorem and_congr_right' {a b c : Prop} (h : b ↔ c) : a ∧ b ↔ a ∧ c := and_congr .rfl h
theorem and_iff_left {a b : Prop} (hb : b) : a ∧ b ↔ a := ⟨And.left, (⟨·, hb⟩)⟩
theorem and_iff_right {a b : Prop} (ha : a) : a ∧ b ↔ b := ⟨And.right, (⟨ha, ·⟩)⟩
theorem and_iff_left_of_imp {a b : Prop} (h : a → b) : a ∧ b ↔ a := ⟨And.left, fun ha => ⟨ha, h ha⟩⟩
theorem and_iff_right_of_imp {a b : Prop} (h : b → a) : a ∧ b ↔ b := ⟨And.right, fun hb => ⟨h hb, hb⟩⟩

theorem Or.symm {a b : Prop} (h : a ∨ b) : b ∨ a := h.elim .inr .inl
theorem Or.comm {a b : Prop} : a ∨ b ↔ b ∨ a := ⟨.symm, .symm⟩
theorem or_comm {a b : Prop} : a ∨ b ↔ b ∨ a := Or.comm
theorem Or.intro_left {a : Prop} (b : Prop) (h : a) : a ∨ b := .inl h
theorem Or.intro_right {b : Prop} (a : Prop) (h : b) : a ∨ b := .inr h
theorem Or.resolve_left {a b : Prop} (h : a ∨ b) (na : ¬a) : b := h.elim (absurd · na) id
theorem Or.resolve_right {a b : Prop} (h : a ∨ b) (nb : ¬b) : a := h.elim id (absurd · nb)
theorem Or.neg_resolve_left {a b : Prop} (h : ¬a ∨ b) (ha : a) : b := h.elim (absurd ha) id
theorem Or.neg_resolve_right {a b : Prop} (h : a ∨ ¬b) (hb : b) : a := h.elim id (absurd hb)
theorem Or.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d := h.elim (fun ha => .inl (f ha)) (fun hb => .inr (g hb))
theorem Or.imp_left {a b c : Prop} (f : a → b) : a ∨ c → b ∨ c := .imp f id
theorem Or.imp_right {a b c : Prop} (f : b → c) : a ∨ b → a ∨ c := .imp id f
theorem or_assoc {a b c : Prop} : (a ∨ b) ∨ c ↔ a ∨ (b ∨ c) :=
  ⟨fun h => h.elim (.imp_right .inl) (fun hc => .inr (.inr hc)), fun h => h.elim (fun ha => .inl (.inl ha)) (.imp_left .inr)⟩
theorem or_left_comm {a b c : Prop} : a ∨ (b ∨ c) ↔ b ∨ (a ∨ c) :=
  ⟨fun h => h.elim (fun x => .inr (.inl x)) (.imp_right .inr), fun h => h.elim (fun x => .inr (.inl x)) (.imp_right .inr)⟩
theorem or_right_comm {a b c : Prop} : (a ∨ b) ∨ c ↔ (a ∨ c) ∨ b :=
  ⟨fun h => h.elim (.imp_left .inl) (fun x => .inl (.inr x)), fun h => h.elim (.imp_left .inl) (fun x => .inl (.inr x))⟩
theorem or_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : a ∨ b ↔ c ∨ d := ⟨.imp h₁.mp h₂.mp, .imp h₁.mpr h₂.mpr⟩
theorem or_congr_left {a b c : Prop} (h : a ↔ b) : a ∨ c ↔ b ∨ c := or_congr h .rfl
theorem or_congr_right {a b c : Prop} (h : b ↔ c) : a ∨ b ↔ a ∨ c := or_congr .rfl h
theorem or_iff_right_of_imp {a b : Prop} (ha : a → b) : a ∨ b ↔ b := ⟨fun h => h.elim ha id, .inr⟩
theorem or_iff_left_of_imp {a b : Prop} (hb : b → a) : a ∨ b ↔ a := ⟨fun h => h.elim id hb, .inl⟩
theorem or_iff_left {a b : Prop} (hb : ¬b) : a ∨ b ↔ a := or_iff_left_of_imp hb.elim
theorem or_iff_right {a b : Prop} (ha : ¬a) : a ∨ b ↔ b := or_iff_right_of_imp ha.elim
theorem not_or_intro {a b : Prop} (ha : ¬a) (hb : ¬b) : ¬(a ∨ b) := fun h => h.elim ha hb
theorem or_imp {a b c : Prop} : (a ∨ b → c) ↔ (a → c) ∧ (b → c) :=
  ⟨fun h => ⟨fun ha => h (.inl ha), fun hb => h (.inr hb)⟩, fun h o => o.elim h.1 h.2⟩
theorem imp_and {α : Sort u} {b c : Prop} : (α → b ∧ c) ↔ (α → b) ∧ (α → c) :=
  ⟨fun h => ⟨fun a => (h a).1, fun a => (h a).2⟩, fun h a => ⟨h.1 a, h.2 a⟩⟩
theorem and_or_left {a b c : Prop} : a ∧ (b ∨ c) ↔ (a ∧ b) ∨ (a ∧ c) :=
  ⟨fun h => h.2.imp (⟨h.1, ·⟩) (⟨h.1, ·⟩), fun h => h.elim (.imp_right .inl) (.imp_right .inr)⟩
theorem or_and_right {a b c : Prop} : (a ∨ b) ∧ c ↔ (a ∧ c) ∨ (b ∧ c) :=
  ⟨fun h => h.1.imp (⟨·, h.2⟩) (⟨·, h.2⟩), fun h => h.elim (.imp_left .inl) (.imp_left .inr)⟩
theorem or_and_left {a b c : Prop} : a ∨ (b ∧ c) ↔ (a ∨ b) ∧ (a ∨ c) :=
  ⟨fun h => h.elim (fun ha => ⟨.inl ha, .inl ha⟩) (.imp .inr .inr), fun h => h.1.elim .inl fun hb => h.2.imp_right (⟨hb, ·⟩)⟩
theorem and_or_right {a b c : Prop} : (a ∧ b) ∨ c ↔ (a ∨ c) ∧ (b ∨ c) :=
  ⟨fun h => h.elim (.imp .inl .inl) (fun hc => ⟨.inr hc, .inr hc⟩), fun h => h.1.elim (fun ha => h.2.imp_left (⟨ha, ·⟩)) .inr⟩
theorem not_and_of_not_left {a : Prop} (b : Prop) (h : ¬a) : ¬(a ∧ b) := fun x => h x.1
theorem not_and_of_not_right (a : Prop) {b : Prop} (h : ¬b) : ¬(a ∧ b) := fun x => h x.2
theorem not_and_of_not_or_not {a b : Prop} (h : ¬a ∨ ¬b) : ¬(a ∧ b) := fun x => h.elim (· x.1) (· x.2)
theorem not_imp_of_and_not {a b : Prop} (h : a ∧ ¬b) : ¬(a → b) := fun f => h.2 (f h.1)
theorem not_and' {a b : Prop} : ¬(a ∧ b) ↔ b → ¬a := ⟨fun h hb ha => h ⟨ha, hb⟩, fun h x => h x.2 x.1⟩

/-! ## Exists and forall -/
theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h₁ : ∃ x, p x) (h₂ : ∀ a, p a → b) : b := h₁.rec h₂
theorem Exists.imp {α : Sort u} {p q : α → Prop} (h : ∀ a, p a → q a) : (∃ a, p a) → ∃ a, q a
  | ⟨a, ha⟩ => ⟨a, h a ha⟩
theorem Exists.imp' {α : Sort u} {β : Sort v} {p : α → Prop} {q : β → Prop} (f : α → β) (h : ∀ a, p a → q (f a)) :
    (∃ a, p a) → ∃ b, q b
  | ⟨a, ha⟩ => ⟨f a, h a ha⟩
theorem Exists.nonempty {α : Sort u} {p : α → Prop} : (∃ x, p x) → Nonempty α
  | ⟨x, _⟩ => ⟨x⟩
theorem nonempty_of_exists {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : Nonempty α := h.nonempty
theorem forall_imp {α : Sort u} {p q : α → Prop} (h : ∀ a, p a → q a) : (∀ a, p a) → ∀ a, q a := fun f a => h a (f a)
theorem forall_congr' {α : Sort u} {p q : α → Prop} (h : ∀ a, p a ↔ q a) : (∀ a, p a) ↔ ∀ a, q a :=
  ⟨forall_imp fun a => (h a).mp, forall_imp fun a => (h a).mpr⟩
theorem exists_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a ↔ q a) : (∃ a, p a) ↔ ∃ a, q a :=
  ⟨.imp fun a => (h a).mp, .imp fun a => (h a).mpr⟩
theorem forall_and {α : Sort u} {p q : α → Prop} : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ ∀ x, q x :=
  ⟨fun h => ⟨fun x => (h x).1, fun x => (h x).2⟩, fun h x => ⟨h.1 x, h.2 x⟩⟩
theorem exists_or {α : Sort u} {p q : α → Prop} : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ ∃ x, q x :=
  ⟨fun ⟨x, h⟩ => h.imp (⟨x, ·⟩) (⟨x, ·⟩), fun h => h.elim (.imp fun _ => .inl) (.imp fun _ => .inr)⟩
theorem exists_imp {α : Sort u} {p : α → Prop} {b : Prop} : ((∃ x, p x) → b) ↔ ∀ x, p x → b :=
  ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem forall_comm {α : Sort u} {β : Sort v} {p : α → β → Prop} : (∀ a b, p a b) ↔ ∀ b a, p a b :=
  ⟨fun h b a => h a b, fun h a b => h b a⟩
theorem exists_comm {α : Sort u} {β : Sort v} {p : α → β → Prop} : (∃ a b, p a b) ↔ ∃ b a, p a b :=
  ⟨fun ⟨a, b, h⟩ => ⟨b, a, h⟩, fun ⟨b, a, h⟩ => ⟨a, b, h⟩⟩
theorem exists_prop {a b : Prop} : (∃ _h : a, b) ↔ a ∧ b := ⟨fun ⟨ha, hb⟩ => ⟨ha, hb⟩, fun ⟨ha, hb⟩ => ⟨ha, hb⟩⟩
theorem forall_prop_of_true {p : Prop} {q : p → Prop} (h : p) : (∀ h', q h') ↔ q h := ⟨fun f => f h, fun hq _ => hq⟩
theorem forall_prop_of_false {p : Prop} {q : p → Prop} (h : ¬p) : (∀ h', q h') ↔ True := ⟨fun _ => ⟨⟩, fun _ hp => absurd hp h⟩
theorem exists_prop_of_true {p : Prop} {q : p → Prop} (h : p) : (∃ h', q h') ↔ q h := ⟨fun ⟨_, hq⟩ => hq, fun hq => ⟨h, hq⟩⟩
theorem forall_not_of_not_exists {α : Sort u} {p : α → Prop} (h : ¬∃ x, p x) : ∀ x, ¬p x := fun x hx => h ⟨x, hx⟩
theorem not_exists_of_forall_not {α : Sort u} {p : α → Prop} (h : ∀ x, ¬p x) : ¬∃ x, p x := fun ⟨x, hx⟩ => h x hx
theorem not_forall_of_exists_not {α : Sort u} {p : α → Prop} : (∃ x, ¬p x) → ¬∀ x, p x
  | ⟨x, hn⟩, h => hn (h x)


/-! ## What turns a proof into a rewriting rule -/
theorem of_eq_true {p : Prop} (h : p = True) : p := h.symm ▸ trivial
theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun hp => h ▸ hp
theorem eq_true {p : Prop} (h : p) : p = True := propext (iff_true_intro h)
theorem eq_false {p : Prop} (h : ¬p) : p = False := propext (iff_false_intro h)
theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h
theorem eq_true_of_decide {p : Prop} [Decidable p] (h : decide p = true) : p = True := eq_true (of_decide_eq_true h)
theorem eq_false_of_decide {p : Prop} {_ : Decidable p} (h : decide p = false) : p = False := eq_false (of_decide_eq_false h)
theorem ne_false_of_self {p : Prop} (h : p) : p ≠ False := fun e => e ▸ h
theorem ne_true_of_not {p : Prop} (h : ¬p) : p ≠ True := fun e => h (of_eq_true e)
theorem true_ne_false : ¬True = False := ne_false_of_self trivial
theorem false_ne_true : False ≠ True := fun h => h.symm ▸ trivial
theorem Bool.of_not_eq_true {b : Bool} (h : ¬b = true) : b = false := eq_false_of_ne_true h
theorem Bool.of_not_eq_false {b : Bool} (h : ¬b = false) : b = true := eq_true_of_ne_false h
theorem ne_of_beq_eq_false {b : Bool} : b = false → ¬b = true := Bool.ne_true_of_eq_false

/-! ## Decidable propositions -/
theorem decide_true_eq_true (h : Decidable True) : @decide True h = true := decide_eq_true trivial
theorem decide_false_eq_false (h : Decidable False) : @decide False h = false := decide_eq_false id
@[inline] instance : Decidable True := isTrue trivial
@[inline] instance : Decidable False := isFalse not_false
namespace Decidable
variable {p q : Prop}
@[macro_inline] def byCases {q : Sort u} [dec : Decidable p] (h1 : p → q) (h2 : ¬p → q) : q :=
  match dec with
  | isTrue h => h1 h
  | isFalse h => h2 h
theorem em (p : Prop) [Decidable p] : p ∨ ¬p := byCases .inl .inr
theorem byContradiction [dec : Decidable p] (h : ¬p → False) : p := byCases id fun np => (h np).elim
theorem of_not_not [Decidable p] (h : ¬¬p) : p := byContradiction h
theorem not_not [Decidable p] : ¬¬p ↔ p := ⟨of_not_not, not_not_intro⟩
theorem not_imp_not [Decidable p] : (¬p → ¬q) ↔ (q → p) := ⟨fun h hq => byContradiction fun np => h np hq, mt⟩
theorem not_imp_comm [Decidable p] [Decidable q] : (¬p → q) ↔ (¬q → p) :=
  ⟨fun h nq => byContradiction fun np => nq (h np), fun h np => byContradiction fun nq => np (h nq)⟩
theorem not_and_iff_or_not [d₁ : Decidable p] [d₂ : Decidable q] : ¬(p ∧ q) ↔ ¬p ∨ ¬q :=
  ⟨fun h => (em p).elim (fun hp => .inr fun hq => h ⟨hp, hq⟩) .inl, not_and_of_not_or_not⟩
theorem imp_iff_not_or [Decidable p] : (p → q) ↔ (¬p ∨ q) :=
  ⟨fun h => (em p).elim (fun hp => .inr (h hp)) .inl, Or.neg_resolve_left⟩
theorem not_imp_iff_and_not [Decidable p] : ¬(p → q) ↔ p ∧ ¬q :=
  ⟨fun h => ⟨byContradiction fun np => h fun hp => absurd hp np, fun hq => h fun _ => hq⟩, not_imp_of_and_not⟩
end Decidable
@[inline] def decidable_of_decidable_of_iff {p q : Prop} [Decidable p] (h : p ↔ q) : Decidable q :=
  if hp : p then isTrue (h.mp hp) else isFalse fun hq => hp (h.mpr hq)
@[inline] def decidable_of_decidable_of_eq {p q : Prop} [Decidable p] (h : p = q) : Decidable q :=
  decidable_of_decidable_of_iff (.of_eq h)
@[inline] def decidable_of_iff {b : Prop} (a : Prop) (h : a ↔ b) [Decidable a] : Decidable b := decidable_of_decidable_of_iff h
@[macro_inline] instance {p q : Prop} [Decidable p] [Decidable q] : Decidable (p → q) :=
  if hp : p then
    if hq : q then isTrue fun _ => hq else isFalse fun h => hq (h hp)
  else isTrue fun h => absurd h hp
@[inline] instance {p q : Prop} [Decidable p] [Decidable q] : Decidable (p ↔ q) :=
  if hp : p then
    if hq : q then isTrue (iff_of_true hp hq) else isFalse fun h => hq (h.mp hp)
  else if hq : q then isFalse fun h => hp (h.mpr hq) else isTrue (iff_of_false hp hq)
@[inline] instance {p q : Prop} [Decidable (p ↔ q)] : Decidable (p = q) := decidable_of_iff (p ↔ q) eq_iff_iff.symm
instance {α : Sort u} [DecidableEq α] (a b : α) : Decidable (a ≠ b) := inferInstanceAs (Decidable (¬a = b))
instance exists_prop_decidable {p : Prop} (P : p → Prop) [Decidable p] [∀ h, Decidable (P h)] :
    Decidable (∃ h, P h) :=
  if h : p then decidable_of_iff (P h) ⟨(⟨h, ·⟩), fun ⟨_, x⟩ => x⟩ else isFalse fun ⟨h', _⟩ => h h'
instance {p : Prop} {P : p → Prop} [Decidable p] [∀ h, Decidable (P h)] : Decidable (∀ h, P h) :=
  if h : p then decidable_of_iff (P h) ⟨fun x _ => x, fun f => f h⟩ else isTrue fun h' => absurd h' h

/-! ## if -/
theorem if_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : ite c t e = t :=
  match h with
  | isTrue _ => rfl
  | isFalse n => absurd hc n
theorem if_neg {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t e : α} : ite c t e = e :=
  match h with
  | isTrue hc => absurd hc hnc
  | isFalse _ => rfl
theorem dif_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc :=
  match h with
  | isTrue _ => rfl
  | isFalse n => absurd hc n
theorem dif_neg {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hnc :=
  match h with
  | isTrue hc => absurd hc hnc
  | isFalse _ => rfl
theorem ite_eq_left {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : ite c t e = t := if_pos hc
theorem ite_eq_right {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t e : α} : ite c t e = e := if_neg hnc
theorem dite_eq_left {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc := dif_pos hc
theorem dite_eq_right {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hnc := dif_neg hnc
theorem dif_eq_if (c : Prop) {h : Decidable c} {α : Sort u} (t e : α) : dite c (fun _ => t) (fun _ => e) = ite c t e := rfl
def iteInduction {α : Sort u} {c : Prop} [inst : Decidable c] {motive : α → Sort v} {t e : α} (hpos : c → motive t)
    (hneg : ¬c → motive e) : motive (ite c t e) :=
  match inst with
  | isTrue h => hpos h
  | isFalse h => hneg h
instance {c t e : Prop} [dC : Decidable c] [dT : Decidable t] [dE : Decidable e] : Decidable (if c then t else e) :=
  match dC with
  | isTrue _ => dT
  | isFalse _ => dE
instance {c : Prop} {t : c → Prop} {e : ¬c → Prop} [dC : Decidable c] [dT : ∀ h, Decidable (t h)]
    [dE : ∀ h, Decidable (e h)] : Decidable (if h : c then t h else e h) :=
  match dC with
  | isTrue hc => dT hc
  | isFalse hc => dE hc

/-! ## Boolean equality -/
class ReflBEq (α : Type u) [BEq α] : Prop where
  protected rfl {a : α} : a == a
class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq : {a b : α} → a == b → a = b
export LawfulBEq (eq_of_beq)
@[simp] theorem BEq.rfl {α : Type u} [BEq α] [ReflBEq α] {a : α} : a == a := ReflBEq.rfl
theorem BEq.refl {α : Type u} [BEq α] [ReflBEq α] (a : α) : a == a := ReflBEq.rfl
instance {α : Type u} [DecidableEq α] : LawfulBEq α where
  eq_of_beq := of_decide_eq_true
  rfl := of_decide_eq_self_eq_true _
instance : LawfulBEq Bool where
  eq_of_beq {a b} := match a, b with
    | true, true => fun _ => rfl
    | false, false => fun _ => rfl
    | true, false | false, true => fun h => Bool.noConfusion h
  rfl {a} := match a with
    | true => rfl
    | false => rfl
theorem beq_of_eq {α : Type u} [BEq α] [ReflBEq α] {a b : α} (h : a = b) : a == b := h ▸ BEq.rfl
theorem not_eq_of_beq_eq_false {α : Type u} [BEq α] [ReflBEq α] {a b : α} (h : (a == b) = false) : ¬a = b :=
  fun e => Bool.ne_true_of_eq_false h (beq_of_eq e)
theorem ne_of_beq_false {α : Type u} [BEq α] [ReflBEq α] {a b : α} (h : (a == b) = false) : a ≠ b :=
  not_eq_of_beq_eq_false h
theorem beq_false_of_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} (h : a ≠ b) : (a == b) = false :=
  Bool.of_not_eq_true fun e => h (eq_of_beq e)

/-! ## Types with at most one element, or at least one -/
class Subsingleton (α : Sort u) : Prop where
  intro ::
  allEq : (a b : α) → a = b
protected theorem Subsingleton.elim {α : Sort u} [h : Subsingleton α] : (a b : α) → a = b := h.allEq
protected theorem Subsingleton.helim {α β : Sort u} [h₁ : Subsingleton α] (h₂ : α = β) (a : α) (b : β) : HEq a b := by
  subst h₂
  exact heq_of_eq (Subsingleton.elim a b)
instance (p : Prop) : Subsingleton p := ⟨fun _ _ => rfl⟩
instance : Subsingleton Empty := ⟨fun a => a.rec⟩
instance : Subsingleton PEmpty := ⟨fun a => a.rec⟩
instance : Subsingleton PUnit := ⟨fun _ _ => rfl⟩
instance (p : Prop) : Subsingleton (Decidable p) := ⟨fun
  | isTrue _ => fun
    | isTrue _ => rfl
    | isFalse n => absurd ‹p› n
  | isFalse n => fun
    | isTrue h => absurd h n
    | isFalse _ => rfl⟩
instance {α : Sort u} {β : α → Sort v} [∀ a, Subsingleton (β a)] : Subsingleton ((a : α) → β a) :=
  ⟨fun f g => funext fun a => Subsingleton.elim (f a) (g a)⟩
theorem recSubsingleton {p : Prop} [h : Decidable p] {h₁ : p → Sort u} {h₂ : ¬p → Sort u}
    [h₃ : ∀ h : p, Subsingleton (h₁ h)] [h₄ : ∀ h : ¬p, Subsingleton (h₂ h)] :
    Subsingleton (h.falseTrueCases (motive := fun _ => Sort u) h₂ h₁) :=
  match h with
  | isTrue h => h₃ h
  | isFalse h => h₄ h
instance : Inhabited Prop where
  default := True
instance : Inhabited PUnit where
  default := ⟨⟩
instance : Inhabited True where
  default := trivial
instance : DecidableEq PUnit := fun _ _ => isTrue rfl
instance : DecidableEq Empty := fun a => a.rec
theorem PUnit.eq_punit (a : PUnit) : a = ⟨⟩ := rfl
theorem PUnit.subsingleton (a b : PUnit) : a = b := rfl
@[macro_inline] def Empty.elim {C : Sort u} : Empty → C := Empty.rec
@[macro_inline] def PEmpty.elim {C : Sort u} : PEmpty → C := fun a => nomatch a
@[implicit_reducible] def Subtype.instInhabited {α : Type u} {p : α → Prop} {a : α} (h : p a) : Inhabited { x // p x } := ⟨⟨a, h⟩⟩
protected theorem Subtype.eq {α : Sort u} {p : α → Prop} : ∀ {a1 a2 : { x // p x }}, a1.val = a2.val → a1 = a2
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
@[ext] protected theorem Subtype.ext {α : Sort u} {p : α → Prop} : ∀ {a1 a2 : { x // p x }}, a1.val = a2.val → a1 = a2
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
@[simp] theorem Subtype.eta {α : Sort u} {p : α → Prop} (a : { x // p x }) (h : p a.val) : Subtype.mk a.val h = a := rfl
instance {α : Type u} {p : α → Prop} [DecidableEq α] : DecidableEq { x : α // p x } := fun a b =>
  decidable_of_iff (a.val = b.val) ⟨Subtype.eq, congrArg Subtype.val⟩

/-! ## Quotients -/
structure Equivalence {α : Sort u} (r : α → α → Prop) : Prop where
  refl : ∀ x, r x x
  symm : ∀ {x y}, r x y → r y x
  trans : ∀ {x y z}, r x y → r y z → r x z
class Setoid (α : Sort u) where
  r : α → α → Prop
  iseqv : Equivalence r
instance {α : Sort u} [Setoid α] : HasEquiv α := ⟨Setoid.r⟩
namespace Setoid
variable {α : Sort u} [Setoid α]
theorem refl (a : α) : a ≈ a := iseqv.refl a
theorem symm {a b : α} (h : a ≈ b) : b ≈ a := iseqv.symm h
theorem trans {a b c : α} (h₁ : a ≈ b) (h₂ : b ≈ c) : a ≈ c := iseqv.trans h₁ h₂
end Setoid
@[elab_as_elim] protected theorem Quot.inductionOn {α : Sort u} {r : α → α → Prop} {motive : Quot r → Prop} (q : Quot r)
    (h : (a : α) → motive (Quot.mk r a)) : motive q := Quot.ind h q
theorem Quot.exists_rep {α : Sort u} {r : α → α → Prop} (q : Quot r) : ∃ a, Quot.mk r a = q := q.inductionOn fun a => ⟨a, rfl⟩
def Quotient {α : Sort u} (s : Setoid α) := @Quot α Setoid.r
namespace Quotient
@[inline] protected def mk {α : Sort u} (s : Setoid α) (a : α) : Quotient s := Quot.mk Setoid.r a
theorem sound {α : Sort u} {s : Setoid α} {a b : α} (h : a ≈ b) : Quotient.mk s a = Quotient.mk s b := Quot.sound h
protected abbrev lift {α : Sort u} {β : Sort v} {s : Setoid α} (f : α → β) (h : (a b : α) → a ≈ b → f a = f b)
    (q : Quotient s) : β := Quot.lift f h q
protected theorem ind {α : Sort u} {s : Setoid α} {motive : Quotient s → Prop}
    (h : (a : α) → motive (Quotient.mk s a)) (q : Quotient s) : motive q := Quot.ind h q
protected abbrev liftOn {α : Sort u} {β : Sort v} {s : Setoid α} (q : Quotient s) (f : α → β)
    (c : (a b : α) → a ≈ b → f a = f b) : β := Quot.liftOn q f c
@[elab_as_elim] protected theorem inductionOn {α : Sort u} {s : Setoid α} {motive : Quotient s → Prop} (q : Quotient s)
    (h : (a : α) → motive (Quotient.mk s a)) : motive q := Quot.inductionOn q h
theorem exists_rep {α : Sort u} {s : Setoid α} (q : Quotient s) : ∃ a, Quotient.mk s a = q := Quot.exists_rep q
theorem exact {α : Sort u} {s : Setoid α} {a b : α} (h : Quotient.mk s a = Quotient.mk s b) : a ≈ b :=
  let related (q : Quotient s) : Prop := q.lift (a ≈ ·) fun _ _ e => propext ⟨(Setoid.trans · e), (Setoid.trans · (Setoid.symm e))⟩
  have : related (Quotient.mk s b) := h ▸ Setoid.refl a
  this
end Quotient
