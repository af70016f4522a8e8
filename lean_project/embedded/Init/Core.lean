/- The types, classes and basic operations that everything else is built from.
   The names, the types and the order of universe parameters are Lean's own: its elaborator builds terms with
   these constants by name.  No notation exists yet: Init.Syntax supplies it. -/
prelude
-- Not in Lean's documentation: Bool.and_eq_internalAnd, Bool.not_eq_internalNot, Bool.or_eq_internalOr
set_option linter.defProp false
set_option linter.unusedVariables false
set_option bootstrap.inductiveCheckResultingUniverse false
universe u v w

/-! ## What the code generator puts in place of what it erased: `unsafe`, so no proof can use them -/
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
unsafe axiom lcVoid : Type
unsafe axiom lcProof {α : Prop} : α
unsafe axiom lcCast {α : Sort u} {β : Sort v} (a : α) : β
unsafe axiom lcUnreachable {α : Sort u} : α

/-! ## Functions, truth, equality -/
inductive PUnit : Sort u where
  | unit : PUnit
inductive Eq : α → α → Prop where
  | refl (a : α) : Eq a a
@[simp] abbrev Eq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : Eq a b) : motive b := h.rec m
inductive HEq : {α : Sort u} → α → {β : Sort u} → β → Prop where
  | refl (a : α) : HEq a a
inductive Bool : Type where
  | false : Bool
  | true : Bool
export Bool (false true)

@[inline, implicit_reducible] def id {α : Sort u} (a : α) : α := a
@[inline, implicit_reducible] def Function.comp {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) :
    α → δ := fun x => f (g x)
@[inline] def Function.const {α : Sort u} (β : Sort v) (a : α) : β → α := fun _ => a
set_option checkBinderAnnotations false in
abbrev inferInstance {α : Sort u} [i : α] : α := i
set_option checkBinderAnnotations false in
abbrev «inferInstanceAs» (α : Sort u) [i : α] : α := i

abbrev Unit : Type := PUnit
@[match_pattern] abbrev Unit.unit : Unit := PUnit.unit
inductive True : Prop where
  | intro : True
inductive False : Prop
inductive Empty : Type
inductive PEmpty : Sort u where
@[implicit_reducible] def Not (a : Prop) : Prop := a → False
@[macro_inline] def False.elim {C : Sort u} (h : False) : C := h.rec
@[macro_inline] def absurd {a : Prop} {b : Sort v} (h₁ : a) (h₂ : Not a) : b := (h₂ h₁).rec

@[match_pattern] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl a
@[simp] theorem id_eq (a : α) : Eq (id a) a := rfl
theorem Eq.subst {α : Sort u} {motive : α → Prop} {a b : α} (h₁ : Eq a b) (h₂ : motive a) : motive b :=
  Eq.ndrec h₂ h₁
@[symm] theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a := Eq.rec (motive := fun x _ => Eq x a) rfl h
@[simp] abbrev Eq.ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : Eq b a) : motive b := h.symm.ndrec m
theorem Eq.trans {α : Sort u} {a b c : α} (h₁ : Eq a b) (h₂ : Eq b c) : Eq a c :=
  Eq.rec (motive := fun x _ => Eq a x) h₁ h₂
@[macro_inline, implicit_reducible] def cast {α β : Sort u} (h : Eq α β) (a : α) : β := h.rec a
theorem congrArg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : Eq a₁ a₂) : Eq (f a₁) (f a₂) :=
  Eq.rec (motive := fun x _ => Eq (f a₁) (f x)) rfl h
theorem congrFun {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : Eq f g) (a : α) : Eq (f a) (g a) :=
  h ▸ rfl
theorem congrFun' {α : Sort u} {β : Sort v} {f g : α → β} (h : Eq f g) (a : α) : Eq (f a) (g a) := congrFun h a
theorem congr {α : Sort u} {β : Sort v} {f₁ f₂ : α → β} {a₁ a₂ : α} (h₁ : Eq f₁ f₂) (h₂ : Eq a₁ a₂) :
    Eq (f₁ a₁) (f₂ a₂) := Eq.trans (congrFun h₁ a₁) (congrArg f₂ h₂)

init_quot
axiom Quot.sound : ∀ {α : Sort u} {r : α → α → Prop} {a b : α}, r a b → Eq (Quot.mk r a) (Quot.mk r b)
unsafe axiom Quot.lcInv {α : Sort u} {r : α → α → Prop} (q : Quot r) : α
protected abbrev Quot.liftOn {α : Sort u} {β : Sort v} {r : α → α → Prop} (q : Quot r) (f : α → β)
    (c : (a b : α) → r a b → Eq (f a) (f b)) : β := Quot.lift f c q
theorem funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, Eq (f x) (g x)) : Eq f g :=
  let alike (f g : (x : α) → β x) : Prop := ∀ x, Eq (f x) (g x)
  let app (q : Quot alike) (x : α) : β x := Quot.lift (fun f : (x : α) → β x => f x) (fun _ _ e => e x) q
  congrArg app (Quot.sound h)

@[match_pattern] protected def HEq.rfl {α : Sort u} {a : α} : HEq a a := HEq.refl a
theorem eq_of_heq {α : Sort u} {a a' : α} (h : HEq a a') : Eq a a' :=
  (HEq.rec (motive := fun {β} b _ => (e : Eq α β) → Eq (cast e a) b) (fun _ => Eq.refl a) h :
    (e : Eq α α) → Eq (cast e a) a') rfl
theorem heq_of_eq {α : Sort u} {a a' : α} (h : Eq a a') : HEq a a' := Eq.rec (motive := fun x _ => HEq a x) HEq.rfl h
noncomputable def HEq.homo_ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : HEq a b) : motive b := (eq_of_heq h).ndrec m
noncomputable def HEq.homo_ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : HEq b a) : motive b := (eq_of_heq h).ndrec_symm m

/-! ## Pairs, connectives, subtypes, sums -/
structure Prod (α : Type u) (β : Type v) where
  mk ::
  fst : α
  snd : β
attribute [unbox] Prod
structure PProd (α : Sort u) (β : Sort v) where
  fst : α
  snd : β
structure MProd (α β : Type u) where
  fst : α
  snd : β
@[pp_using_anonymous_constructor]
structure And (a b : Prop) : Prop where
  intro ::
  left : a
  right : b
inductive Or (a b : Prop) : Prop where
  | inl (h : a) : Or a b
  | inr (h : b) : Or a b
structure Iff (a b : Prop) : Prop where
  intro ::
  mp : a → b
  mpr : b → a
inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p
@[pp_using_anonymous_constructor]
structure Subtype {α : Sort u} (p : α → Prop) where
  val : α
  property : p val
inductive Sum (α : Type u) (β : Type v) where
  | inl (val : α) : Sum α β
  | inr (val : β) : Sum α β
inductive PSum (α : Sort u) (β : Sort v) where
  | inl (val : α) : PSum α β
  | inr (val : β) : PSum α β
@[pp_using_anonymous_constructor]
structure Sigma {α : Type u} (β : α → Type v) where
  fst : α
  snd : β fst
@[pp_using_anonymous_constructor]
structure PSigma {α : Sort u} (β : α → Sort v) where
  fst : α
  snd : β fst
structure PLift (α : Sort u) : Type u where
  up ::
  down : α
structure ULift.{r, s} (α : Type s) : Type (max s r) where
  up ::
  down : α
structure PULift.{r, s} (α : Sort s) : Sort (max s r 1) where
  up ::
  down : α
theorem Or.elim {a b c : Prop} (h : Or a b) (left : a → c) (right : b → c) : c := Or.rec left right h
@[reducible] def Ne {α : Sort u} (a b : α) : Prop := Not (Eq a b)

/-! ## Gadgets that the elaborator wraps types in -/
@[reducible] def optParam (α : Sort u) (default : α) : Sort u := α
@[reducible] def outParam (α : Sort u) : Sort u := α
@[reducible] def semiOutParam (α : Sort u) : Sort u := α
@[reducible] def namedPattern {α : Sort u} (x a : α) (h : Eq x a) : α := a

-- The kernel reduces the type of such a term at once.
@[irreducible] def eagerReduce {α : Sort u} (a : α) : α := a

/-! ## The axioms: `sorryAx` marks what is not proved, the others are Lean's three (with `Quot.sound`) -/
@[extern "lean_sorry", never_extract]
axiom sorryAx (α : Sort u) (synthetic : Bool) : α
axiom propext {a b : Prop} : Iff a b → Eq a b
class inductive Nonempty (α : Sort u) : Prop where
  | intro (val : α) : Nonempty α
axiom Classical.choice {α : Sort u} : Nonempty α → α

class Inhabited (α : Sort u) where
  default : α
export Inhabited (default)
protected theorem Nonempty.elim {α : Sort u} {p : Prop} (h₁ : Nonempty α) (h₂ : α → p) : p := Nonempty.rec h₂ h₁
instance {α : Sort u} [Inhabited α] : Nonempty α := ⟨default⟩
noncomputable def Classical.ofNonempty {α : Sort u} [Nonempty α] : α := Classical.choice inferInstance
instance {α : Sort u} {β : Sort v} [Nonempty β] : Nonempty (α → β) := Nonempty.intro fun _ => Classical.ofNonempty
instance Pi.instNonempty {α : Sort u} {β : α → Sort v} [(a : α) → Nonempty (β a)] : Nonempty ((a : α) → β a) :=
  Nonempty.intro fun _ => Classical.ofNonempty
instance : Inhabited (Sort u) where
  default := PUnit
instance (α : Sort u) {β : Sort v} [Inhabited β] : Inhabited (α → β) where
  default := fun _ => default
instance Pi.instInhabited {α : Sort u} {β : α → Sort v} [(a : α) → Inhabited (β a)] : Inhabited ((a : α) → β a) where
  default := fun _ => default

/-! ## Bool -/
instance : Inhabited Bool where
  default := false
theorem Bool.ne_false_of_eq_true {b : Bool} (h : Eq b true) : Not (Eq b false) :=
  fun h' => Bool.noConfusion (Eq.trans (Eq.symm h) h')
theorem Bool.ne_true_of_eq_false {b : Bool} (h : Eq b false) : Not (Eq b true) :=
  fun h' => Bool.noConfusion (Eq.trans (Eq.symm h) h')
theorem Bool.eq_false_of_ne_true : {b : Bool} → Not (Eq b true) → Eq b false
  | true, h => (h rfl).elim
  | false, _ => rfl
theorem Bool.eq_true_of_ne_false : {b : Bool} → Not (Eq b false) → Eq b true
  | true, _ => rfl
  | false, h => (h rfl).elim
@[macro_inline, implicit_reducible] def cond {α : Sort u} (c : Bool) (x y : α) : α :=
  match c with
  | true => x
  | false => y
@[macro_inline] protected def Bool.dcond {α : Sort u} (c : Bool) (x : Eq c true → α) (y : Eq c false → α) : α :=
  match c with
  | true => x rfl
  | false => y rfl
-- The logical functions are recursors, for the sake of their reduction; what runs is their short-circuiting twin.
@[implicit_reducible] noncomputable def Bool.or (x y : Bool) : Bool := Bool.rec y true x
@[implicit_reducible] noncomputable def Bool.and (x y : Bool) : Bool := Bool.rec false y x
@[implicit_reducible] noncomputable def Bool.not (x : Bool) : Bool := Bool.rec true false x
@[macro_inline] def Bool.Internal.or (x y : Bool) : Bool :=
  match x with
  | true => true
  | false => y
@[macro_inline] def Bool.Internal.and (x y : Bool) : Bool :=
  match x with
  | false => false
  | true => y
@[inline] def Bool.Internal.not : Bool → Bool
  | true => false
  | false => true
@[csimp] theorem Bool.and_eq_internalAnd : Eq Bool.and Bool.Internal.and :=
  funext fun x => funext fun _ => Bool.rec (motive := fun x => Eq (Bool.and x _) (Bool.Internal.and x _)) rfl rfl x
@[csimp] theorem Bool.or_eq_internalOr : Eq Bool.or Bool.Internal.or :=
  funext fun x => funext fun _ => Bool.rec (motive := fun x => Eq (Bool.or x _) (Bool.Internal.or x _)) rfl rfl x
@[csimp] theorem Bool.not_eq_internalNot : Eq Bool.not Bool.Internal.not :=
  funext fun x => Bool.rec (motive := fun x => Eq (Bool.not x) (Bool.Internal.not x)) rfl rfl x
export Bool (or and not)
@[inline, implicit_reducible] def Bool.beq (a b : Bool) : Bool :=
  match b with
  | false => not a
  | true => a
abbrev Bool.Reflects : Bool → Prop → Prop
  | false, p => Not p
  | true, p => p

/-! ## Decidable propositions and `if` -/
class Decidable (p : Prop) where
  intro ::
  decide : Bool
  reflects_decide (p) : decide.Reflects p
attribute [implicit_reducible] Decidable.decide
@[match_pattern] abbrev Decidable.isFalse (h : Not p) : Decidable p := ⟨false, h⟩
@[match_pattern] abbrev Decidable.isTrue (h : p) : Decidable p := ⟨true, h⟩
@[cases_eliminator, induction_eliminator, elab_as_elim]
abbrev Decidable.falseTrueCases {p : Prop} {motive : Decidable p → Sort u} (isFalse : ∀ h, motive (isFalse h))
    (isTrue : ∀ h, motive (isTrue h)) (t : Decidable p) : motive t := t.casesOn fun x => x.casesOn isFalse isTrue
export Decidable (isTrue isFalse decide)
abbrev DecidablePred {α : Sort u} (r : α → Prop) := (a : α) → Decidable (r a)
abbrev DecidableRel {α : Sort u} {β : Sort v} (r : α → β → Prop) := (a : α) → (b : β) → Decidable (r a b)
abbrev DecidableEq (α : Sort u) := (a b : α) → Decidable (Eq a b)
def decEq {α : Sort u} [inst : DecidableEq α] (a b : α) : Decidable (Eq a b) := inst a b
theorem decide_eq_true : [inst : Decidable p] → p → Eq (decide p) true
  | isTrue _, _ => rfl
  | isFalse h, h' => (h h').elim
theorem decide_eq_false : [Decidable p] → Not p → Eq (decide p) false
  | isTrue h, h' => (h' h).elim
  | isFalse _, _ => rfl
theorem of_decide_eq_true [inst : Decidable p] : Eq (decide p) true → p :=
  inst.falseTrueCases (motive := fun d => Eq (@decide p d) true → p) (fun _ e => Bool.noConfusion e) (fun h _ => h)
theorem of_decide_eq_false [inst : Decidable p] : Eq (decide p) false → Not p :=
  inst.falseTrueCases (motive := fun d => Eq (@decide p d) false → Not p) (fun h _ => h) (fun _ e => Bool.noConfusion e)
theorem of_decide_eq_self_eq_true [inst : DecidableEq α] (a : α) : Eq (decide (Eq a a)) true := decide_eq_true rfl
@[macro_inline] instance {p q} [dp : Decidable p] [dq : Decidable q] : Decidable (And p q) where
  decide := and (decide p) (decide q)
  reflects_decide :=
    match dp, dq with
    | isTrue hp, isTrue hq => ⟨hp, hq⟩
    | isTrue _, isFalse hq => fun h => hq h.right
    | isFalse hp, _ => fun h => hp h.left
@[macro_inline] instance [dp : Decidable p] [dq : Decidable q] : Decidable (Or p q) where
  decide := or (decide p) (decide q)
  reflects_decide :=
    match dp, dq with
    | isTrue hp, _ => .inl hp
    | isFalse _, isTrue hq => .inr hq
    | isFalse hp, isFalse hq => fun h => h.elim hp hq
@[inline] instance [dp : Decidable p] : Decidable (Not p) where
  decide := not (decide p)
  reflects_decide :=
    match dp with
    | isTrue hp => fun h => h hp
    | isFalse hp => hp
@[inline, implicit_reducible] def Bool.decEq (a b : Bool) : Decidable (Eq a b) where
  decide := a.beq b
  reflects_decide :=
    match a, b with
    | false, false => rfl
    | false, true => Bool.noConfusion
    | true, false => Bool.noConfusion
    | true, true => rfl
@[macro_inline] instance : DecidableEq Bool := Bool.decEq
class BEq (α : Type u) where
  beq : α → α → Bool
instance (priority := 500) [DecidableEq α] : BEq α where
  beq a b := decide (Eq a b)
@[inline] def bne {α : Type u} [BEq α] (a b : α) : Bool := not (BEq.beq a b)
abbrev Bool.xor : Bool → Bool → Bool := bne
@[macro_inline, implicit_reducible]
def dite {α : Sort u} (c : Prop) [h : Decidable c] (t : c → α) (e : Not c → α) : α :=
  h.decide.casesOn e t h.reflects_decide
@[macro_inline, implicit_reducible]
def ite {α : Sort u} (c : Prop) [h : Decidable c] (t e : α) : α := dite c (fun _ => t) (fun _ => e)

/-! ## The classes behind the operators -/
set_option genCtorIdx false in
@[suggest_for ℕ]
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat
instance : Inhabited Nat where
  default := Nat.zero
class OfNat (α : Type u) (_ : Nat) where
  ofNat : α
@[default_instance 100]
instance instOfNatNat (n : Nat) : OfNat Nat n where
  ofNat := n
class LE (α : Type u) where
  le : α → α → Prop
class LT (α : Type u) where
  lt : α → α → Prop
@[reducible] def GE.ge {α : Type u} [LE α] (a b : α) : Prop := LE.le b a
@[reducible] def GT.gt {α : Type u} [LT α] (a b : α) : Prop := LT.lt b a
abbrev DecidableLT (α : Type u) [LT α] := DecidableRel (LT.lt : α → α → Prop)
abbrev DecidableLE (α : Type u) [LE α] := DecidableRel (LE.le : α → α → Prop)
class Max (α : Type u) where
  max : α → α → α
export Max (max)
@[inline, instance_reducible] def maxOfLe [LE α] [DecidableRel (@LE.le α _)] : Max α where
  max x y := ite (LE.le x y) y x
class Min (α : Type u) where
  min : α → α → α
export Min (min)
@[inline, instance_reducible] def minOfLe [LE α] [DecidableRel (@LE.le α _)] : Min α where
  min x y := ite (LE.le x y) x y
-- The universe parameters stand in the order in which `calc` writes them down.
class Trans (r : α → β → Sort u) (s : β → γ → Sort v) (t : outParam (α → γ → Sort w)) where
  trans : r a b → s b c → t a c
export Trans (trans)
instance (r : α → γ → Sort u) : Trans Eq r r where
  trans heq h' := Eq.ndrec (motive := fun x => r x _) h' heq.symm
instance (r : α → β → Sort u) : Trans r Eq r where
  trans h' heq := Eq.ndrec (motive := fun x => r _ x) h' heq

class HAdd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAdd : α → β → γ
class HSub (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSub : α → β → γ
class HMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMul : α → β → γ
class HDiv (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hDiv : α → β → γ
class HMod (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMod : α → β → γ
class HPow (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hPow : α → β → γ
class HAppend (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAppend : α → β → γ
class HAndThen (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAndThen : α → (Unit → β) → γ
class HOrElse (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOrElse : α → (Unit → β) → γ
class Zero (α : Type u) where
  zero : α
class One (α : Type u) where
  one : α
class Add (α : Type u) where
  add : α → α → α
class Sub (α : Type u) where
  sub : α → α → α
class Mul (α : Type u) where
  mul : α → α → α
class Neg (α : Type u) where
  neg : α → α
class Div (α : Type u) where
  div : α → α → α
class Inv (α : Type u) where
  inv : α → α
class Mod (α : Type u) where
  mod : α → α → α
class Dvd (α : Type _) where
  dvd : α → α → Prop
class Pow (α : Type u) (β : Type v) where
  pow : α → β → α
class NatPow (α : Type u) where
  protected pow : α → Nat → α
class HomogeneousPow (α : Type u) where
  protected pow : α → α → α
class HAnd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAnd : α → β → γ
class HXor (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hXor : α → β → γ
class HOr (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOr : α → β → γ
class HShiftLeft (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftLeft : α → β → γ
class HShiftRight (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftRight : α → β → γ
class AndOp (α : Type u) where
  and : α → α → α
class XorOp (α : Type u) where
  xor : α → α → α
class OrOp (α : Type u) where
  or : α → α → α
class ShiftLeft (α : Type u) where
  shiftLeft : α → α → α
class ShiftRight (α : Type u) where
  shiftRight : α → α → α
class Append (α : Type u) where
  append : α → α → α
class EmptyCollection (α : Type u) where
  emptyCollection : α
class Membership (α : outParam (Type u)) (γ : Type v) where
  mem : γ → α → Prop
attribute [implicit_reducible] Membership.mem
class HasSubset (α : Type u) where
  Subset : α → α → Prop
export HasSubset (Subset)
class HasSSubset (α : Type u) where
  SSubset : α → α → Prop
export HasSSubset (SSubset)
class Union (α : Type u) where
  union : α → α → α
class Inter (α : Type u) where
  inter : α → α → α
class SDiff (α : Type u) where
  sdiff : α → α → α
class HasEquiv (α : Sort u) where
  Equiv : α → α → Sort v
@[default_instance] instance instHAdd [Add α] : HAdd α α α where
  hAdd a b := Add.add a b
@[default_instance] instance instHSub [Sub α] : HSub α α α where
  hSub a b := Sub.sub a b
@[default_instance] instance instHMul [Mul α] : HMul α α α where
  hMul a b := Mul.mul a b
@[default_instance] instance instHDiv [Div α] : HDiv α α α where
  hDiv a b := Div.div a b
@[default_instance] instance instHMod [Mod α] : HMod α α α where
  hMod a b := Mod.mod a b
@[default_instance] instance instHPow [Pow α β] : HPow α β α where
  hPow a b := Pow.pow a b
@[default_instance] instance instPowNat [NatPow α] : Pow α Nat where
  pow a n := NatPow.pow a n
@[default_instance] instance [HomogeneousPow α] : Pow α α where
  pow a b := HomogeneousPow.pow a b
@[default_instance] instance instHAndOfAndOp [AndOp α] : HAnd α α α where
  hAnd a b := AndOp.and a b
@[default_instance] instance instHXorOfXorOp [XorOp α] : HXor α α α where
  hXor a b := XorOp.xor a b
@[default_instance] instance instHOrOfOrOp [OrOp α] : HOr α α α where
  hOr a b := OrOp.or a b
@[default_instance] instance instHShiftLeftOfShiftLeft [ShiftLeft α] : HShiftLeft α α α where
  hShiftLeft a b := ShiftLeft.shiftLeft a b
@[default_instance] instance instHShiftRightOfShiftRight [ShiftRight α] : HShiftRight α α α where
  hShiftRight a b := ShiftRight.shiftRight a b
@[default_instance] instance [Append α] : HAppend α α α where
  hAppend a b := Append.append a b

/-! ## Nat: the operations below are those that the kernel computes on numerals by itself, so each must mean
what the kernel takes it for -/
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_add", instance_reducible]
protected def Nat.add : (@& Nat) → (@& Nat) → Nat
  | a, Nat.zero => a
  | a, Nat.succ b => Nat.succ (Nat.add a b)
instance instAddNat : Add Nat where
  add := Nat.add
attribute [match_pattern] Nat.add Add.add HAdd.hAdd Neg.neg Mul.mul HMul.hMul Inv.inv
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_mul", instance_reducible]
protected def Nat.mul : (@& Nat) → (@& Nat) → Nat
  | _, 0 => 0
  | a, Nat.succ b => Nat.add (Nat.mul a b) a
instance instMulNat : Mul Nat where
  mul := Nat.mul
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_pow"]
protected def Nat.pow (m : @& Nat) : (@& Nat) → Nat
  | 0 => 1
  | succ n => Nat.mul (Nat.pow m n) m
instance instNatPowNat : NatPow Nat := ⟨Nat.pow⟩
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_dec_eq"]
def Nat.beq : (@& Nat) → (@& Nat) → Bool
  | zero, zero => true
  | zero, succ _ => false
  | succ _, zero => false
  | succ n, succ m => beq n m
theorem Nat.eq_of_beq_eq_true : {n m : Nat} → Eq (beq n m) true → Eq n m
  | zero, zero, _ => rfl
  | zero, succ _, h => Bool.noConfusion h
  | succ _, zero, h => Bool.noConfusion h
  | succ _, succ _, h => congrArg succ (eq_of_beq_eq_true h)
theorem Nat.beq_refl : (n : Nat) → Eq (beq n n) true
  | zero => rfl
  | succ n => beq_refl n
theorem Nat.ne_of_beq_eq_false {n m : Nat} (h : Eq (beq n m) false) : Not (Eq n m) :=
  fun e => Bool.ne_true_of_eq_false h (Eq.rec (motive := fun x _ => Eq (beq n x) true) (beq_refl n) e)
theorem noConfusion_of_Nat {α : Sort u} (f : α → Nat) {a b : α} (h : Eq a b) : (Nat.beq (f a) (f b)).rec False True :=
  Eq.rec (motive := fun x _ => Bool.rec (motive := fun _ => Prop) False True (Nat.beq (f a) (f x)))
    (@Eq.rec Bool true (fun x _ => Bool.rec (motive := fun _ => Prop) False True x) True.intro
      (Nat.beq (f a) (f a)) (Nat.beq_refl (f a)).symm) h
@[reducible, extern "lean_nat_dec_eq"]
protected def Nat.decEq (n m : @& Nat) : Decidable (Eq n m) where
  decide := beq n m
  reflects_decide :=
    match h : beq n m with
    | true => eq_of_beq_eq_true h
    | false => ne_of_beq_eq_false h
@[inline] instance : DecidableEq Nat := Nat.decEq
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_dec_le"]
def Nat.ble : @& Nat → @& Nat → Bool
  | zero, _ => true
  | succ _, zero => false
  | succ n, succ m => ble n m
@[reducible] def Nat.blt (n m : Nat) : Bool := ble (succ n) m
attribute [gen_constructor_elims] Bool
protected inductive Nat.le (n : Nat) : Nat → Prop
  | refl : Nat.le n n
  | step {m} : Nat.le n m → Nat.le n (succ m)
instance instLENat : LE Nat where
  le := Nat.le
@[implicit_reducible] protected def Nat.lt (n m : Nat) : Prop := Nat.le (succ n) m
instance instLTNat : LT Nat where
  lt := Nat.lt
theorem Nat.le_of_ble_eq_true : {n m : Nat} → Eq (ble n m) true → LE.le n m
  | zero, zero, _ => Nat.le.refl
  | zero, succ m, _ => Nat.le.step (le_of_ble_eq_true (n := zero) (m := m) rfl)
  | succ _, zero, h => Bool.noConfusion h
  | succ n, succ m, h =>
    Nat.le.rec (motive := fun m _ => Nat.le (succ n) (succ m)) .refl (fun _ ih => .step ih) (le_of_ble_eq_true (n := n) (m := m) h)
theorem Nat.ble_self_eq_true : (n : Nat) → Eq (ble n n) true
  | zero => rfl
  | succ n => ble_self_eq_true n
theorem Nat.ble_succ_eq_true : {n m : Nat} → Eq (ble n m) true → Eq (ble n (succ m)) true
  | zero, _, _ => rfl
  | succ _, zero, h => Bool.noConfusion h
  | succ n, succ m, h => ble_succ_eq_true (n := n) (m := m) h
theorem Nat.ble_eq_true_of_le {n m : Nat} (h : LE.le n m) : Eq (ble n m) true :=
  Nat.le.rec (motive := fun m _ => Eq (ble n m) true) (ble_self_eq_true n) (fun _ ih => ble_succ_eq_true ih) h
theorem Nat.not_le_of_not_ble_eq_true {n m : Nat} (h : Not (Eq (ble n m) true)) : Not (LE.le n m) :=
  fun h' => h (ble_eq_true_of_le h')
@[extern "lean_nat_dec_le"]
instance Nat.decLe (n m : @& Nat) : Decidable (LE.le n m) where
  decide := ble n m
  reflects_decide :=
    match h : ble n m with
    | true => le_of_ble_eq_true h
    | false => not_le_of_not_ble_eq_true (Bool.ne_true_of_eq_false h)
@[extern "lean_nat_dec_lt"]
instance Nat.decLt (n m : @& Nat) : Decidable (LT.lt n m) := decLe (succ n) m
instance : Min Nat := minOfLe
instance Nat.instMax : Max Nat := maxOfLe
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_pred", implicit_reducible]
def Nat.pred : (@& Nat) → Nat
  | 0 => 0
  | succ a => a
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_sub", instance_reducible]
protected def Nat.sub : (@& Nat) → (@& Nat) → Nat
  | a, 0 => a
  | a, succ b => pred (Nat.sub a b)
attribute [gen_constructor_elims] Nat
instance instSubNat : Sub Nat where
  sub := Nat.sub
instance Nat.instDvd : Dvd Nat := ⟨fun a b => Exists fun c => Eq b (HMul.hMul a c)⟩
-- Division by repeated subtraction, at most `fuel` times: `x` times is enough.
set_option bootstrap.genMatcherCode false in
protected def Nat.div.go (y : Nat) : (fuel x : Nat) → Nat
  | zero, _ => 0
  | succ fuel, x => ite (LE.le y x) (HAdd.hAdd (Nat.div.go y fuel (HSub.hSub x y)) 1) 0
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_div", irreducible]
protected def Nat.div (x y : @& Nat) : Nat := ite (LT.lt 0 y) (Nat.div.go y x x) 0
instance Nat.instDiv : Div Nat := ⟨Nat.div⟩
set_option bootstrap.genMatcherCode false in
protected def Nat.modCore.go (y : Nat) : (fuel x : Nat) → Nat
  | zero, x => x
  | succ fuel, x => ite (LE.le y x) (Nat.modCore.go y fuel (HSub.hSub x y)) x
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_mod", irreducible]
protected def Nat.modCore (x y : @& Nat) : Nat := ite (LT.lt 0 y) (Nat.modCore.go y x x) x
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_mod"]
protected def Nat.mod : @& Nat → @& Nat → Nat
  | 0, _ => 0
  | succ n, m => ite (LE.le m (succ n)) (Nat.modCore (succ n) m) (succ n)
instance Nat.instMod : Mod Nat := ⟨Nat.mod⟩

/-! ## Fin, List, Option -/
@[pp_using_anonymous_constructor]
structure Fin (n : Nat) where
  mk ::
  val : Nat
  isLt : LT.lt val n
attribute [coe] Fin.val
@[suggest_for Sequence]
inductive List (α : Type u) where
  | nil : List α
  | cons (head : α) (tail : List α) : List α
inductive Option (α : Type u) where
  | none : Option α
  | some (val : α) : Option α
attribute [unbox] Option
export Option (none some)
instance {α} : Inhabited (List α) where
  default := List.nil
instance {α} : Inhabited (Option α) where
  default := none
set_option bootstrap.genMatcherCode false in
protected def List.append : (xs ys : List α) → List α
  | nil, bs => bs
  | cons a as, bs => cons a (List.append as bs)
instance : Append (List α) := ⟨List.append⟩
inductive List.Mem (a : α) : List α → Prop
  | head (as : List α) : Mem a (cons a as)
  | tail (b : α) {as : List α} (h : Mem a as) : Mem a (cons b as)
instance : Membership α (List α) where
  mem l a := List.Mem a l
instance : EmptyCollection (List α) := ⟨.nil⟩

/-! ## What runs in sequence -/
class Functor (f : Type u → Type v) : Type (max (u + 1) v) where
  map : {α β : Type u} → (α → β) → f α → f β
  mapConst : {α β : Type u} → α → f β → f α := Function.comp map (Function.const _)
class Pure (f : Type u → Type v) where
  pure {α : Type u} : α → f α
export Pure (pure)
class Bind (m : Type u → Type v) where
  bind : {α β : Type u} → m α → (α → m β) → m β
export Bind (bind)
-- Lean's own has `<*>` and its kin too, by classes `Seq`, `SeqLeft` and `SeqRight`: names that files here give to types.
class Applicative (f : Type u → Type v) extends Functor f, Pure f
class Monad (m : Type u → Type v) : Type (max (u + 1) v) extends Applicative m, Bind m where
  map := fun f x => bind x (Function.comp pure f)

/-! ## Looking up, and parts of lists -/
def outOfBounds {α : Sort u} [Inhabited α] : α := default
class GetElem (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop)) where
  getElem (xs : coll) (i : idx) (h : valid xs i) : elem
export GetElem (getElem)
class GetElem? (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop)) extends
    GetElem coll idx elem valid where
  getElem? : coll → idx → Option elem
  getElem! [Inhabited elem] (xs : coll) (i : idx) : elem :=
    match getElem? xs i with
    | some e => e
    | none => outOfBounds
export GetElem? (getElem? getElem!)
protected def List.Subset (l₁ l₂ : List α) : Prop := ∀ ⦃a : α⦄, Membership.mem l₁ a → Membership.mem l₂ a
instance : HasSubset (List α) := ⟨List.Subset⟩
inductive List.Sublist {α : Type u} : List α → List α → Prop
  | slnil : Sublist nil nil
  | cons {l₁ l₂ : List α} (a : α) : Sublist l₁ l₂ → Sublist l₁ (cons a l₂)
  | cons_cons {l₁ l₂ : List α} (a : α) : Sublist l₁ l₂ → Sublist (cons a l₁) (cons a l₂)
def List.IsPrefix (l₁ l₂ : List α) : Prop := Exists fun t => Eq (HAppend.hAppend l₁ t) l₂
def List.IsSuffix (l₁ l₂ : List α) : Prop := Exists fun t => Eq (HAppend.hAppend t l₁) l₂
def List.IsInfix (l₁ l₂ : List α) : Prop := Exists fun s => Exists fun t => Eq (HAppend.hAppend (HAppend.hAppend s l₁) t) l₂
