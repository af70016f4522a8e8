/- What runs in sequence: functors and monads, `Option` and `Id` among them, for `do`. -/
prelude
import Init.Option
set_option autoImplicit false
universe u v w

class OrElse (α : Type u) where
  orElse : α → (Unit → α) → α
@[default_instance] instance instHOrElseOfOrElse {α : Type u} [OrElse α] : HOrElse α α α := ⟨OrElse.orElse⟩
class Alternative (f : Type u → Type v) : Type (max (u + 1) v) extends Applicative f where
  failure : {α : Type u} → f α
  orElse : {α : Type u} → f α → (Unit → f α) → f α
export Alternative (failure)
instance instOrElseOfAlternative (f : Type u → Type v) (α : Type u) [Alternative f] : OrElse (f α) := ⟨Alternative.orElse⟩
def guard {f : Type → Type v} [Alternative f] (p : Prop) [Decidable p] : f Unit := if p then pure () else failure
@[reducible] def Functor.mapRev {f : Type u → Type v} [Functor f] {α β : Type u} : f α → (α → β) → f β := fun a f => map f a
def Bind.kleisliRight {α : Type w} {m : Type u → Type v} {β γ : Type u} [Bind m] (f₁ : α → m β) (f₂ : β → m γ) (a : α) : m γ :=
  f₁ a >>= f₂
def Bind.bindLeft {α : Type u} {m : Type u → Type v} {β : Type u} [Bind m] (f : α → m β) (ma : m α) : m β := ma >>= f

instance instFunctorOption : Functor Option := ⟨fun f o => o.map f, fun a o => o.map fun _ => a⟩
instance instMonadOption : Monad Option where
  map := Option.map
  pure := some
  bind := Option.bind
instance instAlternativeOption : Alternative Option := ⟨none, Option.orElse⟩
namespace Option
@[simp] theorem orElse_some {α : Type u} {a : α} {b : Unit → Option α} : (some a).orElse b = some a := rfl
@[simp] theorem orElse_none {α : Type u} {b : Unit → Option α} : none.orElse b = b () := rfl
@[simp] theorem orElse_eq_orElse {α : Type u} : HOrElse.hOrElse = @Option.orElse α := rfl
@[simp] theorem orElse_eq_or {α : Type u} {o : Option α} {f : Unit → Option α} : o.orElse f = o.or (f ()) := by cases o <;> rfl
theorem or_eq_orElse {α : Type u} {o o' : Option α} : o.or o' = o.orElse fun _ => o' := by cases o <;> rfl
@[simp] theorem pure_def {α : Type u} : pure = @some α := rfl
@[simp] theorem bind_eq_bind {α β : Type u} : bind = @Option.bind α β := rfl
@[simp] theorem map_eq_map {α β : Type u} {f : α → β} : Functor.map f = Option.map f := rfl
end Option

@[implicit_reducible] def Id (type : Type u) : Type u := type
@[implicit_reducible] def Id.run {α : Type u} (x : Id α) : α := x
instance Id.instMonad : Monad Id where
  pure x := x
  bind x f := f x
  map f x := f x
namespace Id
@[simp] theorem run_map {α β : Type u} (x : Id α) (f : α → β) : (f <$> x).run = f x.run := rfl
@[simp] theorem run_bind {α β : Type u} (x : Id α) (f : α → Id β) : (x >>= f).run = (f x.run).run := rfl
@[simp] theorem run_pure {α : Type u} (a : α) : (pure a : Id α).run = a := rfl
@[simp] theorem pure_run {α : Type u} (a : Id α) : pure a.run = a := rfl
end Id
