/- Functions: injective, surjective, inverse to each other. -/
prelude
import Init.Logic
set_option autoImplicit false
universe u v w

namespace Function
variable {α : Sort u} {β : Sort v} {γ : Sort w}
@[simp] theorem comp_id (f : α → β) : f ∘ id = f := rfl
@[simp] theorem id_comp (f : α → β) : id ∘ f = f := rfl
def Injective (f : α → β) : Prop := ∀ {a₁ a₂}, f a₁ = f a₂ → a₁ = a₂
def Surjective (f : α → β) : Prop := ∀ b, ∃ a, f a = b
@[implicit_reducible] def LeftInverse (g : β → α) (f : α → β) : Prop := ∀ x, g (f x) = x
@[implicit_reducible] def RightInverse (g : β → α) (f : α → β) : Prop := LeftInverse f g
theorem Injective.comp {g : β → γ} {f : α → β} (hg : Injective g) (hf : Injective f) : Injective (g ∘ f) :=
  fun h => hf (hg h)
theorem Surjective.comp {g : β → γ} {f : α → β} (hg : Surjective g) (hf : Surjective f) : Surjective (g ∘ f) :=
  fun c => (hg c).elim fun b hb => (hf b).elim fun a ha => ⟨a, (congrArg g ha).trans hb⟩
theorem LeftInverse.injective {g : β → α} {f : α → β} (h : LeftInverse g f) : Injective f :=
  fun {a b} e => (h a).symm.trans ((congrArg g e).trans (h b))
theorem RightInverse.surjective {f : α → β} {g : β → α} (h : RightInverse g f) : Surjective f := fun b => ⟨g b, h b⟩
end Function
