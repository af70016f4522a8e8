/- Sums: a value of one of two types. -/
prelude
import Init.Option
-- Not in Lean's documentation: Sum.inl_inj, Sum.inr_inj

set_option autoImplicit false
universe u v w u₁ v₁

gen_injective_theorems% Sum

namespace Sum
variable {α : Type u} {β : Type v} {γ : Sort w} {α₁ : Type u₁} {β₁ : Type v₁}

protected def elim (f : α → γ) (g : β → γ) : Sum α β → γ
  | inl a => f a
  | inr b => g b
protected def map (f : α → α₁) (g : β → β₁) : Sum α β → Sum α₁ β₁
  | inl a => inl (f a)
  | inr b => inr (g b)
def swap : Sum α β → Sum β α
  | inl a => inr a
  | inr b => inl b
def isLeft : Sum α β → Bool
  | inl _ => true
  | inr _ => false
def isRight : Sum α β → Bool
  | inl _ => false
  | inr _ => true
def getLeft? : Sum α β → Option α
  | inl a => some a
  | inr _ => none
def getRight? : Sum α β → Option β
  | inl _ => none
  | inr b => some b

theorem inl_inj {a b : α} : (inl a : Sum α β) = inl b ↔ a = b := ⟨fun h => Sum.inl.inj h, congrArg inl⟩
theorem inr_inj {a b : β} : (inr a : Sum α β) = inr b ↔ a = b := ⟨fun h => Sum.inr.inj h, congrArg inr⟩
theorem inl_ne_inr {a : α} {b : β} : inl a ≠ inr b := nofun
theorem inr_ne_inl {β : Type v} {b : β} {α : Type u} {a : α} : inr b ≠ inl a := nofun
protected theorem «forall» {p : Sum α β → Prop} : (∀ x, p x) ↔ (∀ a, p (inl a)) ∧ ∀ b, p (inr b) :=
  ⟨fun h => ⟨fun a => h (inl a), fun b => h (inr b)⟩, fun h x => match x with | inl a => h.1 a | inr b => h.2 b⟩
protected theorem «exists» {p : Sum α β → Prop} : (∃ x, p x) ↔ (∃ a, p (inl a)) ∨ ∃ b, p (inr b) :=
  ⟨fun ⟨x, h⟩ => match x, h with | inl a, h => .inl ⟨a, h⟩ | inr b, h => .inr ⟨b, h⟩,
    fun h => h.elim (fun ⟨a, h⟩ => ⟨inl a, h⟩) fun ⟨b, h⟩ => ⟨inr b, h⟩⟩
instance [d : DecidableEq α] [e : DecidableEq β] : DecidableEq (Sum α β)
  | inl a, inl b =>
    match d a b with
    | .isTrue h => .isTrue (congrArg inl h)
    | .isFalse h => .isFalse fun q => h (inl_inj.1 q)
  | inr a, inr b =>
    match e a b with
    | .isTrue h => .isTrue (congrArg inr h)
    | .isFalse h => .isFalse fun q => h (inr_inj.1 q)
  | inl _, inr _ => .isFalse inl_ne_inr
  | inr _, inl _ => .isFalse inr_ne_inl
@[simp] theorem elim_inl (f : α → γ) (g : β → γ) (x : α) : Sum.elim f g (inl x) = f x := rfl
@[simp] theorem elim_inr (f : α → γ) (g : β → γ) (x : β) : Sum.elim f g (inr x) = g x := rfl
@[simp] theorem elim_inl_inr : Sum.elim (@inl α β) inr = id := funext fun x => by cases x <;> rfl
@[simp] theorem map_inl (f : α → α₁) (g : β → β₁) (x : α) : (inl x).map f g = inl (f x) := rfl
@[simp] theorem map_inr (f : α → α₁) (g : β → β₁) (x : β) : (inr x).map f g = inr (g x) := rfl
@[simp] theorem map_id_id : Sum.map (@id α) (@id β) = id := funext fun x => by cases x <;> rfl
@[simp] theorem swap_inl {x : α} : swap (inl x : Sum α β) = inr x := rfl
@[simp] theorem swap_inr {x : β} : swap (inr x : Sum α β) = inl x := rfl
@[simp] theorem swap_swap (x : Sum α β) : swap (swap x) = x := by cases x <;> rfl
@[simp] theorem isLeft_inl {x : α} : (inl x : Sum α β).isLeft = true := rfl
@[simp] theorem isLeft_inr {x : β} : (inr x : Sum α β).isLeft = false := rfl
@[simp] theorem isRight_inl {x : α} : (inl x : Sum α β).isRight = false := rfl
@[simp] theorem isRight_inr {x : β} : (inr x : Sum α β).isRight = true := rfl
@[simp] theorem not_isLeft {x : Sum α β} : ¬x.isLeft = true ↔ x.isRight = true := by cases x <;> simp
@[simp] theorem not_isRight {x : Sum α β} : ¬x.isRight = true ↔ x.isLeft = true := by cases x <;> simp
@[simp] theorem getLeft?_inl {x : α} : (inl x : Sum α β).getLeft? = some x := rfl
@[simp] theorem getLeft?_inr {x : β} : (inr x : Sum α β).getLeft? = none := rfl
@[simp] theorem getRight?_inl {x : α} : (inl x : Sum α β).getRight? = none := rfl
@[simp] theorem getRight?_inr {x : β} : (inr x : Sum α β).getRight? = some x := rfl

end Sum
