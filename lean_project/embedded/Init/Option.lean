/- `Option`: a value or none. -/
prelude
import Init.Bool
-- Not in Lean's documentation: Option.none_ne_some

set_option autoImplicit false
universe u v w

gen_injective_theorems% Option

namespace Option
variable {α : Type u} {β : Type v} {γ : Type w}

@[inline] def getD (o : Option α) (dflt : α) : α :=
  match o with
  | some x => x
  | none => dflt
@[inline] def isSome : Option α → Bool
  | some _ => true
  | none => false
@[inline] def isNone : Option α → Bool
  | some _ => false
  | none => true
@[inline] def get : (o : Option α) → isSome o = true → α
  | some x, _ => x
@[inline] protected def map (f : α → β) : Option α → Option β
  | some x => some (f x)
  | none => none
@[inline] protected def bind : Option α → (α → Option β) → Option β
  | none, _ => none
  | some a, f => f a
@[inline] protected def elim {α : Type u} {β : Sort v} : Option α → β → (α → β) → β
  | some x, _, f => f x
  | none, y, _ => y
@[inline] protected def filter (p : α → Bool) : Option α → Option α
  | some a => if p a = true then some a else none
  | none => none
@[inline] protected def or : Option α → Option α → Option α
  | some a, _ => some a
  | none, o => o
@[inline] protected def orElse : Option α → (Unit → Option α) → Option α
  | some a, _ => some a
  | none, o => o ()

/-! ## Constructors -/

theorem some_inj {a b : α} : some a = some b ↔ a = b := ⟨fun h => Option.some.inj h, congrArg some⟩
theorem some_ne_none (x : α) : some x ≠ none := fun h => Option.noConfusion rfl (heq_of_eq h)
theorem none_ne_some (x : α) : none ≠ some x := fun h => some_ne_none x h.symm
theorem eq_none_iff_forall_ne_some {o : Option α} : o = none ↔ ∀ a, o ≠ some a := by
  cases o with
  | none => exact ⟨fun _ a => none_ne_some a, fun _ => rfl⟩
  | some x => exact ⟨fun h => absurd h (some_ne_none x), fun h => absurd rfl (h x)⟩
theorem ne_none_iff_exists {o : Option α} : o ≠ none ↔ ∃ x, some x = o := by
  cases o with
  | none => exact ⟨fun h => absurd rfl h, fun ⟨x, h⟩ => absurd h (some_ne_none x)⟩
  | some x => exact ⟨fun _ => ⟨x, rfl⟩, fun _ => some_ne_none x⟩
theorem ne_none_iff_exists' {o : Option α} : o ≠ none ↔ ∃ x, o = some x := by
  rw [ne_none_iff_exists]; exact ⟨fun ⟨x, h⟩ => ⟨x, h.symm⟩, fun ⟨x, h⟩ => ⟨x, h.symm⟩⟩
protected theorem «forall» {p : Option α → Prop} : (∀ x, p x) ↔ p none ∧ ∀ x, p (some x) :=
  ⟨fun h => ⟨h none, fun x => h (some x)⟩, fun h x => match x with | none => h.1 | some x => h.2 x⟩
protected theorem «exists» {p : Option α → Prop} : (∃ x, p x) ↔ p none ∨ ∃ x, p (some x) :=
  ⟨fun ⟨x, h⟩ => match x, h with | none, h => .inl h | some x, h => .inr ⟨x, h⟩, fun h => h.elim (fun h => ⟨none, h⟩) fun ⟨x, h⟩ => ⟨some x, h⟩⟩
instance [d : DecidableEq α] : DecidableEq (Option α)
  | none, none => .isTrue rfl
  | none, some b => .isFalse (none_ne_some b)
  | some a, none => .isFalse (some_ne_none a)
  | some a, some b =>
    match d a b with
    | .isTrue h => .isTrue (congrArg some h)
    | .isFalse h => .isFalse fun e => h (some_inj.1 e)

/-! ## Membership -/

instance : Membership α (Option α) := ⟨fun o a => o = some a⟩
@[simp] theorem mem_def {a : α} {o : Option α} : a ∈ o ↔ o = some a := Iff.rfl
theorem mem_some {a b : α} : a ∈ some b ↔ b = a := some_inj
theorem mem_some_self (a : α) : a ∈ some a := rfl
theorem not_mem_none (a : α) : ¬ a ∈ (none : Option α) := none_ne_some a

/-! ## isSome, getD -/

@[simp] theorem isSome_none : (@none α).isSome = false := rfl
@[simp] theorem isSome_some {a : α} : (some a).isSome = true := rfl
@[simp] theorem isNone_none : (@none α).isNone = true := rfl
@[simp] theorem isNone_some {a : α} : (some a).isNone = false := rfl
@[simp] theorem not_isSome (a : Option α) : (!a.isSome) = a.isNone := by cases a <;> rfl
@[simp] theorem not_isNone (a : Option α) : (!a.isNone) = a.isSome := by cases a <;> rfl
theorem isSome_iff_exists {o : Option α} : o.isSome = true ↔ ∃ a, o = some a := by
  cases o with
  | none => exact ⟨fun h => Bool.noConfusion h, fun ⟨a, h⟩ => absurd h (none_ne_some a)⟩
  | some x => exact ⟨fun _ => ⟨x, rfl⟩, fun _ => rfl⟩
theorem isNone_iff_eq_none {o : Option α} : o.isNone = true ↔ o = none := by
  cases o with
  | none => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | some x => exact ⟨fun h => Bool.noConfusion h, fun h => absurd h (some_ne_none x)⟩
theorem isSome_iff_ne_none {o : Option α} : o.isSome = true ↔ o ≠ none := by rw [isSome_iff_exists, ne_none_iff_exists']
@[simp] theorem getD_none {a : α} : getD none a = a := rfl
@[simp] theorem getD_some {a b : α} : getD (some a) b = a := rfl
@[simp] theorem get_some (x : α) (h : isSome (some x) = true) : (some x).get h = x := rfl
@[simp] theorem some_get : {x : Option α} → (h : isSome x = true) → some (x.get h) = x
  | some _, _ => rfl
@[simp] theorem elim_none {β : Sort v} {α : Type u} (x : β) (f : α → β) : Option.elim none x f = x := rfl
@[simp] theorem elim_some {β : Sort v} {α : Type u} (x : β) (f : α → β) (a : α) : Option.elim (some a) x f = f a := rfl

/-! ## map, bind -/

@[simp] theorem map_none (f : α → β) : Option.map f none = none := rfl
@[simp] theorem map_some (a : α) (f : α → β) : Option.map f (some a) = some (f a) := rfl
@[simp] theorem map_eq_none_iff {o : Option α} {f : α → β} : o.map f = none ↔ o = none := by
  cases o with
  | none => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | some x => exact ⟨fun h => absurd h (some_ne_none _), fun h => absurd h (some_ne_none _)⟩
@[simp] theorem map_eq_some_iff {o : Option α} {f : α → β} {b : β} : o.map f = some b ↔ ∃ a, o = some a ∧ f a = b := by
  cases o with
  | none => exact ⟨fun h => absurd h (none_ne_some b), fun ⟨a, h, _⟩ => absurd h (none_ne_some a)⟩
  | some x =>
    exact ⟨fun h => ⟨x, rfl, some_inj.1 h⟩, fun ⟨a, h, h'⟩ => by rw [map_some, some_inj.1 h, h']⟩
@[simp] theorem map_map (h : β → γ) (g : α → β) (x : Option α) : (x.map g).map h = x.map (h ∘ g) := by cases x <;> rfl
@[simp] theorem map_id : Option.map (id : α → α) = id := funext fun o => by cases o <;> rfl
@[simp] theorem map_id_apply {x : Option α} : Option.map id x = x := by cases x <;> rfl
@[simp] theorem map_id' {x : Option α} : x.map (fun a => a) = x := by cases x <;> rfl
@[simp] theorem isSome_map {o : Option α} {f : α → β} : (o.map f).isSome = o.isSome := by cases o <;> rfl
@[simp] theorem isNone_map {o : Option α} {f : α → β} : (o.map f).isNone = o.isNone := by cases o <;> rfl
@[simp] theorem getD_map (f : α → β) (x : α) (o : Option α) : (o.map f).getD (f x) = f (getD o x) := by cases o <;> rfl
@[simp] theorem bind_none (f : α → Option β) : Option.bind none f = none := rfl
@[simp] theorem bind_some (a : α) (f : α → Option β) : Option.bind (some a) f = f a := rfl
@[simp] theorem bind_fun_none (x : Option α) : x.bind (fun _ => none (α := β)) = none := by cases x <;> rfl
@[simp] theorem bind_fun_some (x : Option α) : x.bind some = x := by cases x <;> rfl
theorem bind_assoc (x : Option α) (f : α → Option β) (g : β → Option γ) : (x.bind f).bind g = x.bind fun y => (f y).bind g := by
  cases x <;> rfl
@[simp] theorem bind_eq_some_iff {o : Option α} {f : α → Option β} {b : β} : o.bind f = some b ↔ ∃ a, o = some a ∧ f a = some b := by
  cases o with
  | none => exact ⟨fun h => absurd h (none_ne_some b), fun ⟨a, h, _⟩ => absurd h (none_ne_some a)⟩
  | some x => exact ⟨fun h => ⟨x, rfl, h⟩, fun ⟨a, h, h'⟩ => by rw [bind_some, some_inj.1 h, h']⟩
theorem map_eq_bind {f : α → β} {x : Option α} : x.map f = x.bind (some ∘ f) := by cases x <;> rfl
@[simp] theorem or_none {o : Option α} : o.or none = o := by cases o <;> rfl
@[simp] theorem none_or {o : Option α} : none.or o = o := rfl
@[simp] theorem some_or {a : α} {o : Option α} : (some a).or o = some a := rfl
theorem or_assoc {a b c : Option α} : (a.or b).or c = a.or (b.or c) := by cases a <;> rfl
@[simp] theorem or_self {o : Option α} : o.or o = o := by cases o <;> rfl
@[ext] theorem ext {o₁ o₂ : Option α} (h : ∀ a, o₁ = some a ↔ o₂ = some a) : o₁ = o₂ := by
  cases o₁ with
  | none =>
    cases o₂ with
    | none => rfl
    | some b => exact (h b).2 rfl
  | some a => exact ((h a).1 rfl).symm

end Option
