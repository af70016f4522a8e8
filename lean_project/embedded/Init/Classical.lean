/- Classical reasoning: excluded middle from choice, and what follows from it. -/
prelude
import Init.Logic
-- Mathlib's or Batteries': imp_iff_not_or, not_and_or, not_imp_not, of_not_not
-- Not in Lean's documentation: Classical.imp_or, not_forall, not_imp, not_not, or_iff_not_imp_left,
--   or_iff_not_imp_right
universe u v

namespace Classical
noncomputable def indefiniteDescription {α : Sort u} (p : α → Prop) (h : ∃ x, p x) : { x // p x } :=
  choice (h.elim fun x hx => ⟨⟨x, hx⟩⟩)
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := (indefiniteDescription p h).val
theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) := (indefiniteDescription p h).property

-- Two predicates that are equal if `p` holds, and of which different members are chosen if it does not.
theorem em (p : Prop) : p ∨ ¬p :=
  let U (x : Prop) : Prop := x = True ∨ p
  let V (x : Prop) : Prop := x = False ∨ p
  have hU : ∃ x, U x := ⟨True, .inl rfl⟩
  have hV : ∃ x, V x := ⟨False, .inl rfl⟩
  have agree (W : Prop → Prop) (e : U = W) (hW : ∃ x, W x) : choose hU = choose hW := by
    subst e
    rfl
  have same (hp : p) : choose hU = choose hV :=
    agree V (funext fun _ => propext (iff_of_true (.inr hp) (.inr hp))) hV
  match choose_spec hU, choose_spec hV with
  | .inr hp, _ => .inl hp
  | _, .inr hp => .inl hp
  | .inl t, .inl f => .inr fun hp => true_ne_false (t.symm.trans ((same hp).trans f))

theorem exists_true_of_nonempty {α : Sort u} : Nonempty α → ∃ _ : α, True
  | ⟨x⟩ => ⟨x, trivial⟩
@[implicit_reducible] noncomputable def inhabited_of_nonempty {α : Sort u} (h : Nonempty α) : Inhabited α := ⟨choice h⟩
@[implicit_reducible] noncomputable def inhabited_of_exists {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : Inhabited α :=
  inhabited_of_nonempty h.nonempty
noncomputable scoped instance (priority := low) propDecidable (a : Prop) : Decidable a :=
  choice ((em a).elim (fun h => ⟨isTrue h⟩) (fun h => ⟨isFalse h⟩))
@[implicit_reducible] noncomputable def decidableInhabited (a : Prop) : Inhabited (Decidable a) := ⟨propDecidable a⟩
noncomputable def typeDecidableEq (α : Sort u) : DecidableEq α := fun _ _ => propDecidable _
noncomputable def epsilon {α : Sort u} [h : Nonempty α] (p : α → Prop) : α :=
  if hp : ∃ x, p x then choose hp else choice h
theorem epsilon_spec {α : Sort u} {p : α → Prop} (hex : ∃ y, p y) : p (@epsilon α hex.nonempty p) := by
  unfold epsilon
  rw [dif_pos hex]
  exact choose_spec hex
theorem axiomOfChoice {α : Sort u} {β : α → Sort v} {r : ∀ x, β x → Prop} (h : ∀ x, ∃ y, r x y) :
    ∃ f : ∀ x, β x, ∀ x, r x (f x) := ⟨fun x => choose (h x), fun x => choose_spec (h x)⟩
theorem skolem {α : Sort u} {b : α → Sort v} {p : ∀ x, b x → Prop} : (∀ x, ∃ y, p x y) ↔ ∃ f : ∀ x, b x, ∀ x, p x (f x) :=
  ⟨axiomOfChoice, fun ⟨f, h⟩ x => ⟨f x, h x⟩⟩
theorem propComplete (a : Prop) : a = True ∨ a = False := (em a).imp eq_true eq_false
theorem byCases {p q : Prop} (hpq : p → q) (hnpq : ¬p → q) : q := (em p).elim hpq hnpq
theorem byContradiction {p : Prop} (h : ¬p → False) : p := (em p).elim id fun n => (h n).elim
theorem not_not {a : Prop} : ¬¬a ↔ a := Decidable.not_not
theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x :=
  ⟨fun h => byContradiction fun n => h fun x => byContradiction fun nx => n ⟨x, nx⟩, not_forall_of_exists_not⟩
theorem not_forall_not {α : Sort u} {p : α → Prop} : (¬∀ x, ¬p x) ↔ ∃ x, p x :=
  ⟨fun h => byContradiction fun n => h (forall_not_of_not_exists n), fun ⟨x, hx⟩ h => h x hx⟩
theorem not_exists_not {α : Sort u} {p : α → Prop} : (¬∃ x, ¬p x) ↔ ∀ x, p x :=
  ⟨fun h x => byContradiction fun nx => h ⟨x, nx⟩, fun h ⟨x, nx⟩ => nx (h x)⟩
theorem forall_or_exists_not {α : Sort u} (P : α → Prop) : (∀ a, P a) ∨ ∃ a, ¬P a := (em _).imp_right not_forall.mp
theorem exists_or_forall_not {α : Sort u} (P : α → Prop) : (∃ a, P a) ∨ ∀ a, ¬P a := (em _).imp_right forall_not_of_not_exists
theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) := ⟨Or.resolve_left, fun h => (em a).imp_right h⟩
theorem or_iff_not_imp_right {a b : Prop} : a ∨ b ↔ (¬b → a) := or_comm.trans or_iff_not_imp_left
theorem not_imp_iff_and_not {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := Decidable.not_imp_iff_and_not
theorem not_and_iff_not_or_not {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Decidable.not_and_iff_or_not
theorem not_iff {a b : Prop} : ¬(a ↔ b) ↔ (¬a ↔ b) :=
  ⟨fun h => ⟨fun na => byContradiction fun nb => h (iff_of_false na nb), fun hb ha => h (iff_of_true ha hb)⟩,
   fun h e => (em a).elim (fun ha => h.mpr (e.mp ha) ha) (fun na => na (e.mpr (h.mp na)))⟩
theorem imp_iff_left_iff {a b : Prop} : (b ↔ a → b) ↔ a ∨ b :=
  ⟨fun h => (em a).imp_right fun na => h.mpr (absurd · na), fun h => ⟨fun hb _ => hb, fun f => h.elim f id⟩⟩
theorem imp_or {a b c : Prop} : (a → b ∨ c) ↔ (a → b) ∨ (a → c) :=
  ⟨fun h => (em a).elim (fun ha => (h ha).imp (fun hb _ => hb) (fun hc _ => hc)) (fun na => .inl (absurd · na)),
   fun h ha => h.imp (· ha) (· ha)⟩
end Classical

theorem Classical.not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := Classical.not_imp_iff_and_not
noncomputable abbrev Exists.choose {α : Sort u} {p : α → Prop} (P : ∃ a, p a) : α := Classical.choose P
theorem Exists.choose_spec {α : Sort u} {p : α → Prop} (P : ∃ a, p a) : p P.choose := Classical.choose_spec P
theorem not_not {a : Prop} : ¬¬a ↔ a := Classical.not_not
theorem of_not_not {a : Prop} : ¬¬a → a := not_not.mp
theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x := Classical.not_forall
theorem not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := Classical.not_imp
theorem not_and_or {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Classical.not_and_iff_not_or_not
theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) := Classical.or_iff_not_imp_left
theorem or_iff_not_imp_right {a b : Prop} : a ∨ b ↔ (¬b → a) := Classical.or_iff_not_imp_right
theorem not_imp_not {a b : Prop} : (¬a → ¬b) ↔ (b → a) := ⟨fun h hb => Classical.byContradiction fun na => h na hb, mt⟩
theorem imp_iff_not_or {a b : Prop} : (a → b) ↔ (¬a ∨ b) :=
  ⟨fun h => (Classical.em a).elim (fun ha => .inr (h ha)) .inl, Or.neg_resolve_left⟩
