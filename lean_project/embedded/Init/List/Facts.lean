/- More facts about lists: what holds for all or any member, counts, positions, and what a function keeps. -/
prelude
import Init.List.Sublist
import Init.List.Index
import Init.Grind.Lib
set_option autoImplicit false
universe u v w

namespace List
variable {α : Type u} {β : Type v} {γ : Type w} {a b : α} {l l' : List α} {p q : α → Bool}

/-! ## All and any -/
@[simp] theorem all_eq_false : l.all p = false ↔ ∃ x, x ∈ l ∧ ¬p x = true := by
  induction l with
  | nil => simp
  | cons b l ih => cases h : p b <;> simp_all
@[simp] theorem any_eq_false : l.any p = false ↔ ∀ x, x ∈ l → ¬p x = true := by
  induction l with
  | nil => simp
  | cons b l ih => cases h : p b <;> simp_all
@[simp] theorem all_reverse {f : α → Bool} : l.reverse.all f = l.all f := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [ih, Bool.and_comm]
@[simp] theorem any_reverse {f : α → Bool} : l.reverse.any f = l.any f := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [ih, Bool.or_comm]
@[simp] theorem all_filter : (filter p l).all q = l.all fun a => !p a || q a := by
  induction l with
  | nil => rfl
  | cons b l ih => cases h : p b <;> simp [h, ih]
@[simp] theorem any_filter : (filter p l).any q = l.any fun a => p a && q a := by
  induction l with
  | nil => rfl
  | cons b l ih => cases h : p b <;> simp [h, ih]
@[simp] theorem all_flatten {f : α → Bool} {l : List (List α)} : l.flatten.all f = l.all fun x => x.all f := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [ih]
@[simp] theorem any_flatten {f : α → Bool} {l : List (List α)} : l.flatten.any f = l.any fun x => x.any f := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [ih]

/-! ## Filtering -/
@[simp] theorem filter_reverse : filter p l.reverse = (filter p l).reverse := by
  induction l with
  | nil => rfl
  | cons b l ih => cases h : p b <;> simp [h, ih]
@[simp] theorem mem_filterMap {f : α → Option β} {l : List α} {b : β} :
    b ∈ filterMap f l ↔ ∃ a, a ∈ l ∧ f a = some b := by
  induction l with
  | nil => simp
  | cons a l ih =>
    cases h : f a with
    | none => simp [filterMap_cons_none h, ih, h]
    | some c =>
      rw [filterMap_cons_some h, mem_cons, ih]
      constructor
      · rintro (rfl | ⟨x, hx, e⟩)
        · exact ⟨a, .head l, h⟩
        · exact ⟨x, .tail a hx, e⟩
      · rintro ⟨x, hx, e⟩
        rcases mem_cons.1 hx with rfl | hx
        · exact .inl (Option.some.inj (e.symm.trans h))
        · exact .inr ⟨x, hx, e⟩
@[simp] theorem length_filter_eq_length_iff : (filter p l).length = l.length ↔ ∀ a, a ∈ l → p a = true := by
  induction l with
  | nil => simp
  | cons b l ih =>
    cases h : p b with
    | true => simp [h, ih]
    | false =>
      have := length_filter_le p l
      simp [h]; omega

/-! ## Counting -/
@[simp] theorem countP_reverse : countP p l.reverse = countP p l := (reverse_perm l).countP_eq p
@[simp] theorem count_reverse [BEq α] : count a l.reverse = count a l := countP_reverse
@[simp] theorem countP_map {p : β → Bool} {f : α → β} : countP p (map f l) = countP (p ∘ f) l := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [countP_cons, ih]
theorem count_le_length [BEq α] {a : α} {l : List α} : count a l ≤ l.length := countP_le_length
@[simp] theorem countP_eq_length : countP p l = l.length ↔ ∀ a, a ∈ l → p a = true := by
  rw [countP_eq_length_filter, length_filter_eq_length_iff]
@[simp] theorem length_erase_of_mem [BEq α] [LawfulBEq α] (h : a ∈ l) : (l.erase a).length = l.length - 1 := by
  rw [(perm_cons_erase h).length_eq]; rfl
@[simp] theorem count_erase_self [BEq α] [LawfulBEq α] : count a (l.erase a) = count a l - 1 := by
  by_cases h : a ∈ l
  · rw [(perm_cons_erase h).count_eq, count_cons_self]; rfl
  · rw [erase_of_not_mem h, count_eq_zero.2 h]
@[simp] theorem count_erase_of_ne [BEq α] [LawfulBEq α] (ab : a ≠ b) {l : List α} : count a (l.erase b) = count a l := by
  by_cases h : b ∈ l
  · rw [(perm_cons_erase h).count_eq, count_cons_of_ne ab.symm]
  · rw [erase_of_not_mem h]
@[simp] theorem mem_erase_of_ne [BEq α] [LawfulBEq α] (ab : a ≠ b) {l : List α} : a ∈ l.erase b ↔ a ∈ l := by
  rw [← count_pos_iff, count_erase_of_ne ab, count_pos_iff]

/-! ## Membership and length -/
instance (priority := low) instDecidableMemOfLawfulBEq [BEq α] [LawfulBEq α] (a : α) (as : List α) : Decidable (a ∈ as) :=
  decidable_of_iff _ contains_iff_mem
theorem contains_eq_mem [BEq α] [LawfulBEq α] (a : α) (as : List α) : as.contains a = decide (a ∈ as) := by
  rw [Bool.eq_iff_iff, contains_iff_mem, decide_eq_true_iff]
@[simp] theorem contains_append [BEq α] {l₁ l₂ : List α} {x : α} :
    (l₁ ++ l₂).contains x = (l₁.contains x || l₂.contains x) := by
  induction l₁ with
  | nil => rfl
  | cons b l ih => simp [ih, Bool.or_assoc]
@[simp] theorem contains_map [BEq β] {x : β} {f : α → β} : (map f l).contains x = l.any fun a => x == f a := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [ih]
@[simp] theorem isEmpty_map {f : α → β} : (map f l).isEmpty = l.isEmpty := by cases l <;> rfl
@[simp] theorem isEmpty_eq_false_iff : l.isEmpty = false ↔ l ≠ [] := by cases l <;> simp
@[simp] theorem isEmpty_reverse {xs : List α} : xs.reverse.isEmpty = xs.isEmpty := by
  cases xs <;> simp
@[simp] theorem nil_eq {xs : List α} : [] = xs ↔ xs = [] := eq_comm
@[simp] theorem length_flatten {L : List (List α)} : L.flatten.length = (map length L).sum := by
  induction L with
  | nil => rfl
  | cons b l ih => simp [ih]
@[simp] theorem length_flatMap {f : α → List β} : (flatMap f l).length = (map (fun a => (f a).length) l).sum := by
  induction l with
  | nil => rfl
  | cons b l ih => simp [ih]
@[simp] theorem map_const {b : β} : map (Function.const α b) l = replicate l.length b := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih, replicate_succ, Function.const]
@[simp] theorem map_inj_left {f g : α → β} : map f l = map g l ↔ ∀ a, a ∈ l → f a = g a := by
  induction l with
  | nil => simp
  | cons b l ih => simp [ih]
@[simp] theorem getLast?_map {f : α → β} : (map f l).getLast? = Option.map f l.getLast? := by
  rw [← head?_reverse, ← map_reverse, head?_map, head?_reverse]
@[simp] theorem head?_append : (l' ++ l).head? = l'.head?.or l.head? := by cases l' <;> simp
@[simp] theorem getLast?_append : (l ++ l').getLast? = l'.getLast?.or l.getLast? := by
  rw [← head?_reverse, reverse_append, head?_append, head?_reverse, head?_reverse]
@[simp] theorem dropLast_replicate {n : Nat} : (replicate n a).dropLast = replicate (n - 1) a := by
  induction n with
  | zero => rfl
  | succ n ih =>
    cases n with
    | zero => rfl
    | succ n => simpa [replicate_succ] using ih
@[simp] theorem all_replicate {f : α → Bool} {n : Nat} : (replicate n a).all f = if n = 0 then true else f a := by
  induction n with
  | zero => rfl
  | succ n ih => cases n <;> simp_all [replicate_succ]
@[simp] theorem any_replicate {f : α → Bool} {n : Nat} : (replicate n a).any f = if n = 0 then false else f a := by
  induction n with
  | zero => rfl
  | succ n ih => cases n <;> simp_all [replicate_succ]

/-! ## The first of some kind, and association lists -/
def lookup [BEq α] : α → List (α × β) → Option β
  | _, [] => none
  | a, (k, b) :: as =>
    match a == k with
    | true => some b
    | false => lookup a as
@[simp] theorem lookup_nil {a : α} [BEq α] : lookup (β := β) a [] = none := rfl
theorem lookup_cons {b : β} {as : List (α × β)} {a : α} [BEq α] {k : α} :
    ((k, b) :: as).lookup a = match a == k with | true => some b | false => as.lookup a := rfl
@[simp] theorem lookup_cons_self [BEq α] {b : β} {es : List (α × β)} [ReflBEq α] {k : α} : ((k, b) :: es).lookup k = some b := by
  rw [lookup_cons, BEq.rfl]
end List
