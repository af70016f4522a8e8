/- Well-founded recursion: sizes, accessibility, and the relations that Lean proves termination with. -/
prelude
import Init.Nat.Order
-- Not in Lean's documentation: Nat.acc_lt, WellFounded.Nat.fuel_suffices
set_option linter.unusedVariables false
universe u v w

/-! ## Sizes -/
class SizeOf (α : Sort u) where
  sizeOf : α → Nat
export SizeOf (sizeOf)
protected def default.sizeOf (α : Sort u) : α → Nat
  | _ => 0
instance (priority := low) instSizeOfDefault (α : Sort u) : SizeOf α where
  sizeOf := default.sizeOf α
@[simp] theorem sizeOf_default {α : Sort u} (n : α) : sizeOf n = 0 := rfl
instance : SizeOf Nat where
  sizeOf n := n
@[simp] theorem sizeOf_nat (n : Nat) : sizeOf n = n := rfl
instance [SizeOf α] : SizeOf (Unit → α) where
  sizeOf f := sizeOf (f ())
@[simp] theorem sizeOf_thunk [SizeOf α] (f : Unit → α) : sizeOf f = sizeOf (f ()) := rfl
deriving instance SizeOf for PUnit, Bool, Option, List, Prod, PProd, MProd, Sum, PSum, Sigma, PSigma, Subtype, Fin, PLift, ULift

/-! ## Accessibility -/
inductive Acc {α : Sort u} (r : α → α → Prop) : α → Prop where
  | intro (x : α) (h : (y : α) → r y x → Acc r y) : Acc r x
theorem Acc.inv {α : Sort u} {r : α → α → Prop} {x y : α} (h₁ : Acc r x) : r y x → Acc r y := h₁.recOn fun _ ac _ h => ac y h
inductive WellFounded {α : Sort u} (r : α → α → Prop) : Prop where
  | intro (h : ∀ a, Acc r a) : WellFounded r
class WellFoundedRelation (α : Sort u) where
  rel : α → α → Prop
  wf : WellFounded rel
namespace WellFounded
theorem apply {α : Sort u} {r : α → α → Prop} (wf : WellFounded r) (a : α) : Acc r a := wf.rec (· a)
variable {α : Sort u} {C : α → Sort v} {r : α → α → Prop}
theorem induction (hwf : WellFounded r) {C : α → Prop} (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : C a :=
  (hwf.apply a).rec fun x _ ih => h x ih
noncomputable def fixF (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (a : Acc r x) : C x := a.rec fun x _ ih => F x ih
theorem fixF_eq {r : α → α → Prop} {C : α → Sort v} (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (acx : Acc r x) :
    fixF F x acx = F x fun y p => fixF F y (acx.inv p) := by
  cases acx
  rfl
noncomputable def fix (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) : C x := fixF F x (hwf.apply x)
theorem fix_eq (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) :
    fix hwf F x = F x fun y _ => fix hwf F y := fixF_eq F x (hwf.apply x)
end WellFounded
opaque Lean.opaqueId {α : Sort u} (x : α) : α := x
@[irreducible] def wfParam {α : Sort u} (a : α) : α := a

/-! ## Well-founded relations -/
def emptyRelation {α : Sort u} (_ _ : α) : Prop := False
def Subrelation {α : Sort u} (q r : α → α → Prop) := ∀ {x y}, q x y → r x y
def InvImage {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) : α → α → Prop := fun a b => r (f a) (f b)
namespace InvImage
variable {α : Sort u} {β : Sort v} {r : β → β → Prop}
theorem accessible {a : α} (f : α → β) (ac : Acc r (f a)) : Acc (InvImage r f) a :=
  have all (b : β) (hb : Acc r b) : ∀ x, f x = b → Acc (InvImage r f) x :=
    hb.rec fun _ _ ih x e => ⟨x, fun y h => ih (f y) (e ▸ h) y rfl⟩
  all (f a) ac a rfl
theorem wf (f : α → β) (h : WellFounded r) : WellFounded (InvImage r f) := ⟨fun a => accessible f (h.apply (f a))⟩
end InvImage
@[reducible] def invImage {α : Sort u} {β : Sort v} (f : α → β) (h : WellFoundedRelation β) : WellFoundedRelation α where
  rel := InvImage h.rel f
  wf := InvImage.wf f h.wf
theorem Nat.acc_lt (n : Nat) : Acc (fun a b : Nat => a < b) n := by
  induction n with
  | zero => exact ⟨_, fun m h => nomatch h⟩
  | succ n ih => exact ⟨_, fun
    | _, Nat.le.refl => ih
    | _, Nat.le.step h => ih.inv h⟩
@[reducible] def Nat.lt_wfRel : WellFoundedRelation Nat where
  rel := (· < ·)
  wf := ⟨Nat.acc_lt⟩
@[reducible] def measure {α : Sort u} (f : α → Nat) : WellFoundedRelation α := invImage f Nat.lt_wfRel
@[reducible] def sizeOfWFRel {α : Sort u} [SizeOf α] : WellFoundedRelation α := measure sizeOf
instance (priority := low) [SizeOf α] : WellFoundedRelation α := sizeOfWFRel
instance : WellFoundedRelation Nat := Nat.lt_wfRel
-- The branch that is taken, for the proof that a function ends.
@[implicit_reducible] def binderNameHint {α : Sort u} {β : Sort v} {γ : Sort w} (_v : α) (_binder : β) (e : γ) : γ := e
@[wf_preprocess] theorem ite_eq_dite {P : Prop} {α : Sort u} {a b : α} [Decidable P] :
    (if P then a else b) = if h : P then binderNameHint h () a else binderNameHint h () b := rfl
-- Recursion on a measure in Nat, by fuel: unlike `fix` it computes.
namespace WellFounded.Nat
variable {α : Sort u} {motive : α → Sort v} (h : α → Nat)
  (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x)
theorem fuel_suffices {a b fuel : Nat} (hab : a < b) (hb : b < fuel + 1) : a < fuel := Nat.le_trans hab (Nat.le_of_succ_le_succ hb)
noncomputable def fix.go : (fuel : Nat) → (x : α) → h x < fuel → motive x
  | 0, _, lt => absurd lt (Nat.not_lt_zero _)
  | fuel + 1, x, lt => F x fun y hy => fix.go fuel y (fuel_suffices hy lt)
noncomputable def fix (x : α) : motive x := fix.go h F (h x + 1) x (Nat.lt_succ_self _)
theorem fix.go_congr (x : α) (fuel₁ fuel₂ : Nat) (h₁ : h x < fuel₁) (h₂ : h x < fuel₂) :
    fix.go h F fuel₁ x h₁ = fix.go h F fuel₂ x h₂ :=
  match fuel₁, fuel₂ with
  | 0, _ => absurd h₁ (Nat.not_lt_zero _)
  | _ + 1, 0 => absurd h₂ (Nat.not_lt_zero _)
  | n + 1, m + 1 => congrArg (F x) (funext fun y => funext fun hy =>
      fix.go_congr y n m (fuel_suffices hy h₁) (fuel_suffices hy h₂))
protected theorem fix_eq (x : α) : fix h F x = F x fun y _ => fix h F y :=
  congrArg (F x) (funext fun y => funext fun hy => fix.go_congr h F y _ _ _ _)
end WellFounded.Nat
namespace Prod
protected inductive Lex {α : Type u} {β : Type v} (ra : α → α → Prop) (rb : β → β → Prop) : α × β → α × β → Prop where
  | left {a₁} (b₁) {a₂} (b₂) (h : ra a₁ a₂) : Prod.Lex ra rb (a₁, b₁) (a₂, b₂)
  | right (a) {b₁ b₂} (h : rb b₁ b₂) : Prod.Lex ra rb (a, b₁) (a, b₂)
theorem lexAccessible {α : Type u} {β : Type v} {ra : α → α → Prop} {rb : β → β → Prop} {a : α} (aca : Acc ra a)
    (acb : (b : β) → Acc rb b) (b : β) : Acc (Prod.Lex ra rb) (a, b) := by
  induction aca generalizing b with
  | intro a _ iha =>
    induction acb b with
    | intro b _ ihb => exact ⟨_, fun
      | _, .left _ _ h => iha _ h _
      | _, .right _ h => ihb _ h⟩
@[reducible] def lex {α : Type u} {β : Type v} (ha : WellFoundedRelation α) (hb : WellFoundedRelation β) :
    WellFoundedRelation (α × β) where
  rel := Prod.Lex ha.rel hb.rel
  wf := ⟨fun (a, b) => lexAccessible (ha.wf.apply a) hb.wf.apply b⟩
instance {α : Type u} {β : Type v} [ha : WellFoundedRelation α] [hb : WellFoundedRelation β] : WellFoundedRelation (α × β) :=
  lex ha hb
end Prod
namespace PSigma
protected inductive Lex {α : Sort u} {β : α → Sort v} (r : α → α → Prop) (s : ∀ a, β a → β a → Prop) :
    PSigma β → PSigma β → Prop where
  | left : ∀ {a₁ : α} (b₁ : β a₁) {a₂ : α} (b₂ : β a₂), r a₁ a₂ → PSigma.Lex r s ⟨a₁, b₁⟩ ⟨a₂, b₂⟩
  | right : ∀ (a : α) {b₁ b₂ : β a}, s a b₁ b₂ → PSigma.Lex r s ⟨a, b₁⟩ ⟨a, b₂⟩
end PSigma
