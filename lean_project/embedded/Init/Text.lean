/- Characters and strings, as far as their literals and equality go. -/
prelude
import Init.List.Lemmas
set_option autoImplicit false

theorem Char.toNat_inj {c d : Char} : c.toNat = d.toNat ↔ c = d :=
  ⟨fun h => by cases c; cases d; exact congrArg _ h, congrArg _⟩
instance Char.instInhabited : Inhabited Char := ⟨'A'⟩
instance instDecidableEqChar : DecidableEq Char := fun _ _ => decidable_of_iff _ Char.toNat_inj

namespace String
theorem ofList_injective {l₁ l₂ : List Char} (h : ofList l₁ = ofList l₂) : l₁ = l₂ := by injection h
theorem ofList_inj {l₁ l₂ : List Char} : ofList l₁ = ofList l₂ ↔ l₁ = l₂ := ⟨ofList_injective, congrArg _⟩
@[simp] theorem toList_ofList {l : List Char} : (ofList l).toList = l := rfl
@[simp] theorem ofList_toList {s : String} : ofList s.toList = s := rfl
theorem toList_injective {s₁ s₂ : String} (h : s₁.toList = s₂.toList) : s₁ = s₂ := congrArg ofList h
theorem toList_inj {s₁ s₂ : String} : s₁.toList = s₂.toList ↔ s₁ = s₂ := ⟨toList_injective, congrArg _⟩
@[extern "lean_string_dec_eq"] def decEq (s₁ s₂ : String) : Decidable (s₁ = s₂) := decidable_of_iff (s₁.toList = s₂.toList) toList_inj
@[extern "lean_string_append"] protected def append (s : String) (t : String) : String := ofList (s.toList ++ t.toList)
instance instAppend : Append String := ⟨String.append⟩
@[simp] theorem toList_append {s t : String} : (s ++ t).toList = s.toList ++ t.toList := rfl
theorem append_assoc {s₁ s₂ s₃ : String} : s₁ ++ s₂ ++ s₃ = s₁ ++ (s₂ ++ s₃) :=
  congrArg ofList (List.append_assoc _ _ _)
@[simp] theorem append_empty {s : String} : s ++ "" = s := congrArg ofList (List.append_nil _)
@[simp] theorem empty_append {s : String} : "" ++ s = s := rfl
@[extern "lean_string_length"] def length (b : String) : Nat := b.toList.length
end String
instance instDecidableEqString : DecidableEq String := String.decEq
