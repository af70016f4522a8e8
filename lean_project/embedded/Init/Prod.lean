/- Pairs. -/
prelude
import Init.Bool
-- Mathlib's or Batteries': Prod.mk_inj

set_option autoImplicit false
universe u v u₁ v₁ u₂ v₂

gen_injective_theorems% Prod

namespace Prod
variable {α : Type u} {β : Type v} {α₁ : Type u₁} {β₁ : Type v₁} {α₂ : Type u₂} {β₂ : Type v₂}

@[inline] def map {α₁ : Type u₁} {α₂ : Type u₂} {β₁ : Type v₁} {β₂ : Type v₂} (f : α₁ → α₂) (g : β₁ → β₂) : α₁ × β₁ → α₂ × β₂
  | (a, b) => (f a, g b)
@[inline] def swap (p : α × β) : β × α := (p.2, p.1)

@[simp] protected theorem eta (p : α × β) : (p.1, p.2) = p := rfl
theorem mk_inj {a₁ a₂ : α} {b₁ b₂ : β} : (a₁, b₁) = (a₂, b₂) ↔ a₁ = a₂ ∧ b₁ = b₂ :=
  ⟨fun h => ⟨congrArg Prod.fst h, congrArg Prod.snd h⟩, fun h => by rw [h.1, h.2]⟩
@[ext] protected theorem ext {p q : α × β} (fst : p.1 = q.1) (snd : p.2 = q.2) : p = q :=
  match p, q, fst, snd with
  | (_, _), (_, _), rfl, rfl => rfl
@[simp] protected theorem «forall» {p : α × β → Prop} : (∀ x, p x) ↔ ∀ a b, p (a, b) := ⟨fun h a b => h (a, b), fun h x => h x.1 x.2⟩
@[simp] protected theorem «exists» {p : α × β → Prop} : (∃ x, p x) ↔ ∃ a b, p (a, b) :=
  ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, b, h⟩ => ⟨(a, b), h⟩⟩
instance [d : DecidableEq α] [e : DecidableEq β] : DecidableEq (α × β) := fun (a, b) (a', b') =>
  match d a a', e b b' with
  | .isTrue h, .isTrue h' => .isTrue (mk_inj.2 ⟨h, h'⟩)
  | .isFalse h, _ => .isFalse fun q => h (mk_inj.1 q).1
  | _, .isFalse h => .isFalse fun q => h (mk_inj.1 q).2
instance [Inhabited α] [Inhabited β] : Inhabited (α × β) := ⟨(default, default)⟩
section
variable {γ : Type u₁} {δ : Type v₁} {ε : Type u₂} {ζ : Type v₂}
@[simp] theorem map_apply (f : α → β) (g : γ → δ) (x : α) (y : γ) : map f g (x, y) = (f x, g y) := rfl
@[simp] theorem map_fst (f : α → β) (g : γ → δ) (x : α × γ) : (map f g x).1 = f x.1 := rfl
@[simp] theorem map_snd (f : α → β) (g : γ → δ) (x : α × γ) : (map f g x).2 = g x.2 := rfl
@[simp] theorem map_id : map (@id α) (@id β) = id := rfl
@[simp] theorem map_id' : map (fun a : α => a) (fun b : β => b) = fun x => x := rfl
theorem map_map (f : α → β) (f' : γ → δ) (g : β → ε) (g' : δ → ζ) (x : α × γ) :
    map g g' (map f f' x) = map (g ∘ f) (g' ∘ f') x := rfl
end
@[simp] theorem swap_swap (p : α × β) : swap (swap p) = p := rfl
@[simp] theorem fst_swap {p : α × β} : (swap p).1 = p.2 := rfl
@[simp] theorem snd_swap {p : α × β} : (swap p).2 = p.1 := rfl
@[simp] theorem swap_prod_mk {a : α} {b : β} : swap (a, b) = (b, a) := rfl
@[simp] theorem swap_inj {p q : α × β} : swap p = swap q ↔ p = q := ⟨fun h => congrArg swap h, congrArg swap⟩

end Prod
