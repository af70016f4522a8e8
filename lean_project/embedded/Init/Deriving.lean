/- What `deriving Repr` and `deriving Ord` build on: texts in layout, and comparing. -/
prelude
import Init.Text
import Init.Int.Order
set_option autoImplicit false
universe u v

/-! ## Texts -/
inductive Std.Format.FlattenBehavior where
  | allOrNone
  | fill
inductive Std.Format where
  | nil : Format
  | line : Format
  | align (force : Bool) : Format
  | text : String → Format
  | nest (indent : Int) (f : Format) : Format
  | append : Format → Format → Format
  | group : Format → (behavior : Format.FlattenBehavior := .allOrNone) → Format
  | tag : Nat → Format → Format
namespace Std.Format
instance instInhabited : Inhabited Format := ⟨nil⟩
instance instAppend : Append Format := ⟨append⟩
instance instCoeString : Coe String Format := ⟨text⟩
def bracket (l : String) (f : Format) (r : String) : Format := group (nest l.length (text l ++ f ++ text r))
def paren (f : Format) : Format := bracket "(" f ")"
end Std.Format

class Repr (α : Type u) where
  reprPrec : α → Nat → Std.Format
export Repr (reprPrec)
abbrev repr {α : Type u} [Repr α] (a : α) : Std.Format := reprPrec a 0
abbrev reprArg {α : Type u} [Repr α] (a : α) : Std.Format := reprPrec a 1024
def Repr.addAppParen (f : Std.Format) (prec : Nat) : Std.Format := if prec ≥ 1024 then f.paren else f
def Nat.digitChar (n : Nat) : Char := [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'].getD n '*'
def Nat.toDigitsCore (base : Nat) : (fuel n : Nat) → List Char → List Char
  | 0, _, ds => ds
  | fuel + 1, n, ds =>
    if n / base = 0 then digitChar (n % base) :: ds else toDigitsCore base fuel (n / base) (digitChar (n % base) :: ds)
def Nat.toDigits (base : Nat) (n : Nat) : List Char := toDigitsCore base (n + 1) n []
-- What runs is native, for its characters are not ours.
@[extern "l_Int_repr"] def Int.repr : Int → String
  | .ofNat n => String.ofList (Nat.toDigits 10 n)
  | .negSucc n => "-" ++ String.ofList (Nat.toDigits 10 (n + 1))
private def Nat.reprFast (n : Nat) : String := Int.repr (Int.ofNat n)
@[implemented_by Nat.reprFast] def Nat.repr (n : Nat) : String := String.ofList (toDigits 10 n)
instance instReprNat : Repr Nat := ⟨fun n _ => n.repr⟩
instance instReprInt : Repr Int := ⟨fun i _ => .text i.repr⟩
instance instReprBool : Repr Bool := ⟨fun b _ => if b then "true" else "false"⟩
instance instReprString : Repr String := ⟨fun s _ => .text ("\"" ++ s ++ "\"")⟩
instance instReprOption {α : Type u} [Repr α] : Repr (Option α) := ⟨fun o prec =>
  match o with
  | none => "none"
  | some a => Repr.addAppParen (.text "some " ++ reprArg a) prec⟩
private def List.reprItems {α : Type u} [Repr α] : List α → Std.Format
  | [] => .nil
  | [a] => repr a
  | a :: as => repr a ++ .text "," ++ .line ++ reprItems as
instance instReprList {α : Type u} [Repr α] : Repr (List α) := ⟨fun as _ => .bracket "[" (List.reprItems as) "]"⟩
instance instReprProd {α : Type u} {β : Type v} [Repr α] [Repr β] : Repr (α × β) :=
  ⟨fun (a, b) _ => .bracket "(" (repr a ++ .text "," ++ .line ++ repr b) ")"⟩
instance instReprFin (n : Nat) : Repr (Fin n) := ⟨fun f _ => repr f.val⟩

/-! ## Comparing -/
inductive Ordering where
  | lt | eq | gt
deriving Inhabited, DecidableEq
namespace Ordering
def swap : Ordering → Ordering
  | .lt => .gt
  | .eq => .eq
  | .gt => .lt
@[macro_inline] def «then» (a b : Ordering) : Ordering :=
  match a with
  | .eq => b
  | a => a
def isEq : Ordering → Bool
  | .eq => true
  | _ => false
def isLE : Ordering → Bool
  | .gt => false
  | _ => true
def isLT : Ordering → Bool
  | .lt => true
  | _ => false
@[simp] theorem swap_lt : lt.swap = gt := rfl
@[simp] theorem swap_eq : eq.swap = eq := rfl
@[simp] theorem swap_gt : gt.swap = lt := rfl
@[simp] theorem swap_swap {o : Ordering} : o.swap.swap = o := by cases o <;> rfl
@[simp] theorem swap_inj {o₁ o₂ : Ordering} : o₁.swap = o₂.swap ↔ o₁ = o₂ := by cases o₁ <;> cases o₂ <;> simp
@[simp] theorem isLE_lt : lt.isLE = true := rfl
@[simp] theorem isLE_eq : eq.isLE = true := rfl
@[simp] theorem isLE_gt : gt.isLE = false := rfl
@[simp] theorem eq_then {o : Ordering} : eq.then o = o := rfl
@[simp] theorem lt_then {o : Ordering} : lt.then o = lt := rfl
@[simp] theorem gt_then {o : Ordering} : gt.then o = gt := rfl
end Ordering
class Ord (α : Type u) where
  compare : α → α → Ordering
export Ord (compare)
def compareOfLessAndEq {α : Type u} (x y : α) [LT α] [Decidable (x < y)] [DecidableEq α] : Ordering :=
  if x < y then .lt else if x = y then .eq else .gt
instance instOrdNat : Ord Nat := ⟨fun a b => compareOfLessAndEq a b⟩
instance instOrdInt : Ord Int := ⟨fun a b => compareOfLessAndEq a b⟩
instance instOrdBool : Ord Bool := ⟨fun a b =>
  match a, b with
  | false, true => .lt
  | true, false => .gt
  | _, _ => .eq⟩
namespace Nat
variable {a b : Nat}
theorem compare_eq_ite_lt (a b : Nat) : compare a b = if a < b then .lt else if b < a then .gt else .eq := by
  show (if a < b then _ else if a = b then _ else _) = _
  rcases Nat.lt_trichotomy a b with h | h | h
  · rw [if_pos h, if_pos h]
  · subst h; rw [if_neg (Nat.lt_irrefl _), if_neg (Nat.lt_irrefl _), if_pos rfl, if_neg (Nat.lt_irrefl _)]
  · rw [if_neg (Nat.lt_asymm h), if_neg (Nat.lt_asymm h), if_neg (Nat.ne_of_gt h), if_pos h]
theorem compare_eq_lt : compare a b = .lt ↔ a < b := by
  rw [compare_eq_ite_lt]; split
  · simp [*]
  · split <;> simp [*]
theorem compare_eq_eq : compare a b = .eq ↔ a = b := by
  rw [compare_eq_ite_lt]; split
  · simp [Nat.ne_of_lt ‹_›]
  · split
    · simp [Nat.ne_of_gt ‹_›]
    · simp [Nat.le_antisymm (Nat.le_of_not_lt ‹¬b < a›) (Nat.le_of_not_lt ‹¬a < b›)]
theorem compare_eq_gt : compare a b = .gt ↔ b < a := by
  rw [compare_eq_ite_lt]; split
  · simp [Nat.lt_asymm ‹_›]
  · split <;> simp [*]
end Nat
