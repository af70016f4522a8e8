/- Lists by position: `l[i]`, `l[i]?`, `l[i]!`. -/
prelude
import Init.Fin
import Init.List.Lemmas
set_option autoImplicit false
universe u v w

theorem outOfBounds_eq_default {α : Sort u} [Inhabited α] : (outOfBounds : α) = default := rfl
abbrev decidableGetElem? {coll : Type u} {idx : Type v} {elem : Type w} {valid : coll → idx → Prop}
    [GetElem coll idx elem valid] (xs : coll) (i : idx) [Decidable (valid xs i)] : Option elem :=
  if h : valid xs i then some (getElem xs i h) else none
instance (priority := 100) instGetElem?OfGetElemOfDecidable {coll : Type u} {idx : Type v} {elem : Type w}
    {valid : coll → idx → Prop} [GetElem coll idx elem valid] [(xs : coll) → (i : idx) → Decidable (valid xs i)] :
    GetElem? coll idx elem valid where
  getElem? xs i := decidableGetElem? xs i

namespace List
variable {α : Type u} {β : Type v}

def get : (as : List α) → Fin as.length → α
  | a :: _, ⟨0, _⟩ => a
  | _ :: as, ⟨i + 1, h⟩ => get as ⟨i, Nat.le_of_succ_le_succ h⟩
def get?Internal : (as : List α) → (i : Nat) → Option α
  | a :: _, 0 => some a
  | _ :: as, n + 1 => get?Internal as n
  | _, _ => none
def get!Internal [Inhabited α] : (as : List α) → (i : Nat) → α
  | a :: _, 0 => a
  | _ :: as, n + 1 => get!Internal as n
  | _, _ => outOfBounds
instance instGetElemNatLtLength : GetElem (List α) Nat α fun as i => i < as.length := ⟨fun as i h => as.get ⟨i, h⟩⟩
instance instGetElem?NatLtLength : GetElem? (List α) Nat α fun as i => i < as.length :=
  ⟨fun as i => as.get?Internal i, fun as i => as.get!Internal i⟩
@[simp] theorem get?Internal_eq_getElem? {l : List α} {i : Nat} : l.get?Internal i = l[i]? := rfl
@[simp] theorem get!Internal_eq_getElem! [Inhabited α] {l : List α} {i : Nat} : l.get!Internal i = l[i]! := rfl
@[simp] theorem get_eq_getElem {l : List α} {i : Fin l.length} : l.get i = l[i.val]'i.isLt := rfl

@[simp] theorem getElem_cons_zero (a : α) (as : List α) (h : 0 < (a :: as).length) : (a :: as)[0] = a := rfl
@[simp] theorem getElem_cons_succ (a : α) (as : List α) (i : Nat) (h : i + 1 < (a :: as).length) :
    (a :: as)[i + 1] = as[i]'(Nat.lt_of_succ_lt_succ h) := rfl
@[simp] theorem getElem?_nil {i : Nat} : ([] : List α)[i]? = none := rfl
theorem getElem?_cons_zero {a : α} {l : List α} : (a :: l)[0]? = some a := rfl
attribute [simp] getElem?_cons_zero
@[simp] theorem getElem?_cons_succ {a : α} {i : Nat} {l : List α} : (a :: l)[i + 1]? = l[i]? := rfl
theorem getElem!_nil [Inhabited α] {n : Nat} : ([] : List α)[n]! = default := rfl
theorem getElem!_cons_zero {a : α} [Inhabited α] {l : List α} : (a :: l)[0]! = a := rfl
theorem getElem!_cons_succ {a : α} {i : Nat} [Inhabited α] {l : List α} : (a :: l)[i + 1]! = l[i]! := rfl
theorem getElem?_cons {a : α} {l : List α} {i : Nat} : (a :: l)[i]? = if i = 0 then some a else l[i - 1]? := by
  cases i <;> rfl
@[simp] theorem getElem_mem {l : List α} {n : Nat} (h : n < l.length) : l[n] ∈ l := by
  induction l generalizing n with
  | nil => exact absurd h (Nat.not_lt_zero n)
  | cons a l ih =>
    cases n with
    | zero => exact .head l
    | succ n => exact .tail a (ih _)
theorem getElem?_eq_getElem {l : List α} {i : Nat} (h : i < l.length) : l[i]? = some l[i] := by
  induction l generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a l ih =>
    cases i with
    | zero => rfl
    | succ i => exact ih _
@[simp] theorem getElem?_eq_none_iff {l : List α} {i : Nat} : l[i]? = none ↔ l.length ≤ i := by
  induction l generalizing i with
  | nil => simp
  | cons a l ih => cases i <;> simp [ih]
theorem getElem?_eq_none {l : List α} {i : Nat} (h : l.length ≤ i) : l[i]? = none := getElem?_eq_none_iff.2 h
theorem getElem?_eq_some_iff {i : Nat} {a : α} {l : List α} : l[i]? = some a ↔ ∃ h : i < l.length, l[i] = a := by
  by_cases h : i < l.length
  · rw [getElem?_eq_getElem h]
    exact ⟨fun e => ⟨h, Option.some.inj e⟩, fun ⟨_, e⟩ => congrArg some e⟩
  · rw [getElem?_eq_none (Nat.le_of_not_lt h)]
    exact ⟨fun e => (nomatch e), fun ⟨h', _⟩ => absurd h' h⟩
theorem getElem_of_getElem? {i : Nat} {a : α} {l : List α} : l[i]? = some a → ∃ h : i < l.length, l[i] = a :=
  getElem?_eq_some_iff.1
theorem getElem_of_mem {a : α} {l : List α} (h : a ∈ l) : ∃ (i : Nat) (h : i < l.length), l[i] = a := by
  induction h with
  | head as => exact ⟨0, Nat.succ_pos _, rfl⟩
  | tail b _ ih =>
    obtain ⟨i, h, e⟩ := ih
    exact ⟨i + 1, Nat.succ_lt_succ h, e⟩
theorem getElem?_of_mem {a : α} {l : List α} (h : a ∈ l) : ∃ i : Nat, l[i]? = some a :=
  let ⟨i, h, e⟩ := getElem_of_mem h
  ⟨i, getElem?_eq_some_iff.2 ⟨h, e⟩⟩
theorem mem_iff_getElem {a : α} {l : List α} : a ∈ l ↔ ∃ (i : Nat) (h : i < l.length), l[i] = a :=
  ⟨getElem_of_mem, fun ⟨_, _, e⟩ => e ▸ getElem_mem _⟩
theorem mem_iff_getElem? {a : α} {l : List α} : a ∈ l ↔ ∃ i : Nat, l[i]? = some a :=
  ⟨getElem?_of_mem, fun ⟨_, e⟩ => mem_iff_getElem.2 ⟨_, getElem_of_getElem? e⟩⟩
theorem mem_of_getElem? {l : List α} {i : Nat} {a : α} (e : l[i]? = some a) : a ∈ l := mem_iff_getElem?.2 ⟨i, e⟩
theorem ext_getElem? {l₁ l₂ : List α} (h : ∀ i : Nat, l₁[i]? = l₂[i]?) : l₁ = l₂ := by
  induction l₁ generalizing l₂ with
  | nil =>
    cases l₂ with
    | nil => rfl
    | cons b l₂ => exact nomatch h 0
  | cons a l₁ ih =>
    cases l₂ with
    | nil => exact nomatch h 0
    | cons b l₂ =>
      have e : a = b := Option.some.inj (h 0)
      rw [e, ih fun i => h (i + 1)]
theorem ext_getElem {l₁ l₂ : List α} (hl : l₁.length = l₂.length)
    (h : ∀ (i : Nat) (h₁ : i < l₁.length) (h₂ : i < l₂.length), l₁[i] = l₂[i]) : l₁ = l₂ :=
  ext_getElem? fun i => by
    by_cases h₁ : i < l₁.length
    · rw [getElem?_eq_getElem h₁, getElem?_eq_getElem (hl ▸ h₁), h i h₁ (hl ▸ h₁)]
    · have h₁ := Nat.le_of_not_lt h₁
      rw [getElem?_eq_none h₁, getElem?_eq_none (hl ▸ h₁)]
theorem getElem_zero {l : List α} (h : 0 < l.length) : l[0] = l.head (ne_nil_of_length_pos h) := by
  cases l with
  | nil => exact absurd h (Nat.lt_irrefl 0)
  | cons a l => rfl
@[simp] theorem getElem?_map {f : α → β} {l : List α} {i : Nat} : (map f l)[i]? = Option.map f l[i]? := by
  induction l generalizing i with
  | nil => rfl
  | cons a l ih => cases i <;> simp [ih]
@[simp] theorem getElem_map (f : α → β) {l : List α} {i : Nat} {h : i < (map f l).length} :
    (map f l)[i] = f (l[i]'(length_map f ▸ h)) := by
  induction l generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a l ih =>
    cases i with
    | zero => rfl
    | succ i => exact ih
theorem getElem?_append_left {l₁ l₂ : List α} {i : Nat} (hn : i < l₁.length) : (l₁ ++ l₂)[i]? = l₁[i]? := by
  induction l₁ generalizing i with
  | nil => exact absurd hn (Nat.not_lt_zero i)
  | cons a l₁ ih =>
    cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ hn)
theorem getElem?_append_right {l₁ l₂ : List α} {i : Nat} (h : l₁.length ≤ i) : (l₁ ++ l₂)[i]? = l₂[i - l₁.length]? := by
  induction l₁ generalizing i with
  | nil => rfl
  | cons a l₁ ih =>
    cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => rw [length_cons, Nat.add_sub_add_right]; exact ih (Nat.le_of_succ_le_succ h)
theorem getElem?_append {l₁ l₂ : List α} {i : Nat} :
    (l₁ ++ l₂)[i]? = if i < l₁.length then l₁[i]? else l₂[i - l₁.length]? := by
  split
  · exact getElem?_append_left ‹_›
  · exact getElem?_append_right (Nat.le_of_not_lt ‹_›)
@[simp] theorem getElem_append_left {i : Nat} {as bs : List α} (h : i < as.length) {h' : i < (as ++ bs).length} :
    (as ++ bs)[i] = as[i] := by
  have e := getElem?_append_left (l₂ := bs) h
  rw [getElem?_eq_getElem h, getElem?_eq_getElem h'] at e
  exact Option.some.inj e
theorem getElem?_concat_length {l : List α} {a : α} : (l ++ [a])[l.length]? = some a := by
  rw [getElem?_append_right (Nat.le_refl _), Nat.sub_self]; rfl
attribute [simp] getElem?_concat_length
theorem getElem?_replicate {n : Nat} {a : α} {i : Nat} : (replicate n a)[i]? = if i < n then some a else none := by
  induction n generalizing i with
  | zero => rfl
  | succ n ih => cases i <;> simp [ih]
@[simp] theorem getElem_replicate {a : α} {n i : Nat} (h : i < (replicate n a).length) : (replicate n a)[i] = a :=
  (mem_replicate.1 (getElem_mem h)).2
@[simp] theorem getElem?_tail {l : List α} {i : Nat} : l.tail[i]? = l[i + 1]? := by cases l <;> rfl
theorem getElem?_take_of_lt {l : List α} {i j : Nat} (h : i < j) : (l.take j)[i]? = l[i]? := by
  induction l generalizing i j with
  | nil => cases j <;> rfl
  | cons a l ih =>
    cases j with
    | zero => exact absurd h (Nat.not_lt_zero i)
    | succ j =>
      cases i with
      | zero => rfl
      | succ i => exact ih (Nat.lt_of_succ_lt_succ h)
@[simp] theorem getElem?_drop {l : List α} {i j : Nat} : (l.drop i)[j]? = l[i + j]? := by
  induction l generalizing i with
  | nil => cases i <;> rfl
  | cons a l ih =>
    cases i with
    | zero => rw [Nat.zero_add]; rfl
    | succ i => rw [Nat.succ_add]; exact ih
@[simp] theorem getD_eq_getElem?_getD {l : List α} {i : Nat} {a : α} : l.getD i a = l[i]?.getD a := by
  induction l generalizing i with
  | nil => rfl
  | cons b l ih =>
    cases i
    · rfl
    · exact ih
@[simp] theorem getElem!_eq_getElem?_getD [Inhabited α] {l : List α} {i : Nat} : l[i]! = l[i]?.getD default := by
  induction l generalizing i with
  | nil => rfl
  | cons b l ih =>
    cases i
    · rfl
    · exact ih
theorem head?_eq_getElem? {l : List α} : l.head? = l[0]? := by cases l <;> rfl

protected def set : (l : List α) → (n : Nat) → (a : α) → List α
  | _ :: as, 0, b => b :: as
  | a :: as, n + 1, b => a :: List.set as n b
  | [], _, _ => []
@[simp] theorem set_nil {i : Nat} {a : α} : [].set i a = [] := rfl
@[simp] theorem set_cons_zero {x : α} {xs : List α} {a : α} : (x :: xs).set 0 a = a :: xs := rfl
@[simp] theorem set_cons_succ {x : α} {xs : List α} {i : Nat} {a : α} : (x :: xs).set (i + 1) a = x :: xs.set i a := rfl
@[simp] theorem length_set {as : List α} {i : Nat} {a : α} : (as.set i a).length = as.length := by
  induction as generalizing i with
  | nil => rfl
  | cons b as ih => cases i <;> simp [ih]
@[simp] theorem getElem?_set_self {l : List α} {i : Nat} {a : α} (h : i < l.length) : (l.set i a)[i]? = some a := by
  induction l generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons b l ih =>
    cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ h)
@[simp] theorem getElem?_set_ne {l : List α} {i j : Nat} (h : i ≠ j) {a : α} : (l.set i a)[j]? = l[j]? := by
  induction l generalizing i j with
  | nil => rfl
  | cons b l ih =>
    cases i with
    | zero =>
      cases j with
      | zero => exact absurd rfl h
      | succ j => rfl
    | succ i =>
      cases j with
      | zero => rfl
      | succ j => exact ih fun e => h (congrArg Nat.succ e)
@[simp] theorem getElem_set_self {l : List α} {i : Nat} {a : α} (h : i < (l.set i a).length) : (l.set i a)[i] = a := by
  have e := getElem?_set_self (a := a) (length_set ▸ h : i < l.length)
  rw [getElem?_eq_getElem h] at e
  exact Option.some.inj e
@[simp] theorem getElem_set_ne {l : List α} {i j : Nat} (h : i ≠ j) {a : α} (hj : j < (l.set i a).length) :
    (l.set i a)[j] = l[j]'(length_set ▸ hj) := by
  have e := getElem?_set_ne (l := l) (a := a) h
  rw [getElem?_eq_getElem hj, getElem?_eq_getElem (length_set ▸ hj)] at e
  exact Option.some.inj e
end List
