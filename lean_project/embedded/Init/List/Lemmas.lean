/- Lists: how the functions go together, membership, and deciding statements about lists. -/
prelude
import Init.List.Basic
-- Mathlib's or Batteries': List.filter_false, List.filter_true, List.le_sum_of_mem, List.reverseRecOn
-- Not in Lean's documentation: List.getLast?_append_singleton, List.nil_ne_cons, List.range_loop_eq, List.tail_map

set_option autoImplicit false
universe u v w

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

/-! ## Constructors -/

@[simp] theorem cons_ne_nil (a : α) (l : List α) : a :: l ≠ [] := nofun
theorem nil_ne_cons (a : α) (l : List α) : [] ≠ a :: l := nofun
theorem head_eq_of_cons_eq {a b : α} {as bs : List α} (h : a :: as = b :: bs) : a = b := (List.cons.inj h).1
theorem tail_eq_of_cons_eq {a b : α} {as bs : List α} (h : a :: as = b :: bs) : as = bs := (List.cons.inj h).2
theorem cons_inj_right (a : α) {l l' : List α} : a :: l = a :: l' ↔ l = l' := ⟨tail_eq_of_cons_eq, congrArg (a :: ·)⟩
theorem cons_eq_cons {a b : α} {l l' : List α} : a :: l = b :: l' ↔ a = b ∧ l = l' :=
  ⟨fun h => List.cons.inj h, fun h => by rw [h.1, h.2]⟩
@[simp] theorem cons_ne_self (a : α) (l : List α) : a :: l ≠ l := fun h => Nat.succ_ne_self l.length (congrArg length h)
theorem exists_cons_of_ne_nil {l : List α} (h : l ≠ []) : ∃ b L, l = b :: L := by
  cases l with
  | nil => exact absurd rfl h
  | cons b L => exact ⟨b, L, rfl⟩
theorem ne_nil_iff_exists_cons {l : List α} : l ≠ [] ↔ ∃ b L, l = b :: L :=
  ⟨exists_cons_of_ne_nil, fun ⟨b, L, h⟩ => by rw [h]; exact cons_ne_nil b L⟩
theorem singleton_inj {a b : α} : [a] = [b] ↔ a = b := ⟨head_eq_of_cons_eq, congrArg (fun x => [x])⟩
protected def hasDecEq [d : DecidableEq α] : (a b : List α) → Decidable (a = b)
  | [], [] => .isTrue rfl
  | _ :: _, [] => .isFalse nofun
  | [], _ :: _ => .isFalse nofun
  | a :: as, b :: bs =>
    match d a b with
    | .isFalse h => .isFalse fun e => h (head_eq_of_cons_eq e)
    | .isTrue h =>
      match List.hasDecEq as bs with
      | .isTrue h' => .isTrue (cons_eq_cons.2 ⟨h, h'⟩)
      | .isFalse h' => .isFalse fun e => h' (tail_eq_of_cons_eq e)
instance [DecidableEq α] : DecidableEq (List α) := List.hasDecEq

/-! ## append -/

@[simp] theorem append_nil (as : List α) : as ++ [] = as := by
  induction as with
  | nil => rfl
  | cons a as ih => exact congrArg (a :: ·) ih
@[simp] theorem append_assoc (as bs cs : List α) : (as ++ bs) ++ cs = as ++ (bs ++ cs) := by
  induction as with
  | nil => rfl
  | cons a as ih => exact congrArg (a :: ·) ih
theorem append_cons (as : List α) (b : α) (bs : List α) : as ++ b :: bs = as ++ [b] ++ bs := (append_assoc as [b] bs).symm
@[simp] theorem length_append {as bs : List α} : (as ++ bs).length = as.length + bs.length := by
  induction as with
  | nil => exact (Nat.zero_add _).symm
  | cons a as ih => rw [cons_append, length_cons, length_cons, ih, Nat.add_right_comm]
@[simp] theorem append_eq_nil_iff {p q : List α} : p ++ q = [] ↔ p = [] ∧ q = [] := by
  cases p with
  | nil => exact ⟨fun h => ⟨rfl, h⟩, fun h => h.2⟩
  | cons a p => exact ⟨nofun, fun h => absurd h.1 (cons_ne_nil a p)⟩
theorem nil_eq_append_iff {a b : List α} : [] = a ++ b ↔ a = [] ∧ b = [] := ⟨fun h => append_eq_nil_iff.1 h.symm, fun h => (append_eq_nil_iff.2 h).symm⟩
theorem append_ne_nil_of_left_ne_nil {s : List α} (h : s ≠ []) (t : List α) : s ++ t ≠ [] := fun e => h (append_eq_nil_iff.1 e).1
theorem append_ne_nil_of_right_ne_nil {t : List α} (s : List α) (h : t ≠ []) : s ++ t ≠ [] := fun e => h (append_eq_nil_iff.1 e).2
theorem append_cancel_left {as bs cs : List α} (h : as ++ bs = as ++ cs) : bs = cs := by
  induction as with
  | nil => exact h
  | cons a as ih => exact ih (tail_eq_of_cons_eq h)
theorem append_inj {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : length s₁ = length s₂) : s₁ = s₂ ∧ t₁ = t₂ := by
  induction s₁ generalizing s₂ with
  | nil =>
    cases s₂ with
    | nil => exact ⟨rfl, h⟩
    | cons b s₂ => exact absurd hl (Nat.zero_ne_add_one _)
  | cons a s₁ ih =>
    cases s₂ with
    | nil => exact absurd hl (Nat.add_one_ne_zero _)
    | cons b s₂ =>
      have i := ih (tail_eq_of_cons_eq h) (Nat.add_one_inj.1 hl)
      exact ⟨cons_eq_cons.2 ⟨head_eq_of_cons_eq h, i.1⟩, i.2⟩
theorem append_inj_left {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : length s₁ = length s₂) : s₁ = s₂ := (append_inj h hl).1
theorem append_inj_right {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : length s₁ = length s₂) : t₁ = t₂ := (append_inj h hl).2
theorem append_inj' {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : length t₁ = length t₂) : s₁ = s₂ ∧ t₁ = t₂ := by
  refine append_inj h ?_
  have e := congrArg length h
  rw [length_append, length_append, hl] at e
  exact Nat.add_right_cancel e
theorem append_cancel_right {as bs cs : List α} (h : as ++ bs = cs ++ bs) : as = cs := (append_inj' h rfl).1
@[simp] theorem append_right_inj {t₁ t₂ : List α} (s : List α) : s ++ t₁ = s ++ t₂ ↔ t₁ = t₂ := ⟨append_cancel_left, congrArg (s ++ ·)⟩
@[simp] theorem append_left_inj {s₁ s₂ : List α} (t : List α) : s₁ ++ t = s₂ ++ t ↔ s₁ = s₂ := ⟨append_cancel_right, congrArg (· ++ t)⟩
@[simp] theorem append_left_eq_self {xs ys : List α} : xs ++ ys = ys ↔ xs = [] :=
  ⟨fun h => append_cancel_right (bs := ys) h, fun h => by rw [h]; rfl⟩
@[simp] theorem append_right_eq_self {xs ys : List α} : xs ++ ys = xs ↔ ys = [] :=
  ⟨fun h => append_cancel_left (as := xs) (h.trans (append_nil xs).symm), fun h => by rw [h, append_nil]⟩

/-! ## length -/

theorem eq_nil_of_length_eq_zero {l : List α} (h : length l = 0) : l = [] := by
  cases l with
  | nil => rfl
  | cons a l => exact absurd h (Nat.add_one_ne_zero _)
@[simp] theorem length_eq_zero_iff {l : List α} : length l = 0 ↔ l = [] := ⟨eq_nil_of_length_eq_zero, fun h => by rw [h]; rfl⟩
theorem length_pos_iff {l : List α} : 0 < length l ↔ l ≠ [] :=
  ⟨fun h e => by rw [e] at h; exact Nat.lt_irrefl 0 h, fun h => Nat.pos_of_ne_zero fun e => h (eq_nil_of_length_eq_zero e)⟩
theorem ne_nil_of_length_pos {l : List α} (h : 0 < length l) : l ≠ [] := length_pos_iff.1 h
theorem ne_nil_of_length_eq_add_one {l : List α} {n : Nat} (h : length l = n + 1) : l ≠ [] := length_pos_iff.1 (by rw [h]; exact Nat.succ_pos n)
theorem exists_cons_of_length_eq_add_one {l : List α} {n : Nat} (h : l.length = n + 1) : ∃ a t, l = a :: t :=
  exists_cons_of_ne_nil (ne_nil_of_length_eq_add_one h)
theorem length_eq_one_iff {l : List α} : length l = 1 ↔ ∃ a, l = [a] := by
  constructor
  · intro h
    obtain ⟨a, t, e⟩ := exists_cons_of_length_eq_add_one h
    rw [e] at h
    rw [eq_nil_of_length_eq_zero (Nat.add_one_inj.1 h)] at e
    exact ⟨a, e⟩
  · rintro ⟨a, e⟩
    rw [e]; rfl
theorem isEmpty_iff {l : List α} : l.isEmpty = true ↔ l = [] := by
  cases l with
  | nil => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | cons a l => exact ⟨nofun, nofun⟩
theorem isEmpty_iff_length_eq_zero {l : List α} : l.isEmpty = true ↔ l.length = 0 := isEmpty_iff.trans length_eq_zero_iff.symm

/-! ## Membership -/

@[simp] theorem not_mem_nil {a : α} : ¬ a ∈ ([] : List α) := nofun
theorem mem_cons_of_mem {a : α} (y : α) {l : List α} (h : a ∈ l) : a ∈ y :: l := .tail y h
@[simp] theorem mem_cons_self {a : α} {l : List α} : a ∈ a :: l := .head l
theorem eq_or_mem_of_mem_cons {a b : α} {l : List α} (h : a ∈ b :: l) : a = b ∨ a ∈ l := by
  cases h with
  | head => exact .inl rfl
  | tail _ h => exact .inr h
@[simp] theorem mem_cons {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l :=
  ⟨eq_or_mem_of_mem_cons, fun h => h.elim (fun e => by rw [e]; exact .head l) (mem_cons_of_mem b)⟩
theorem mem_singleton {a b : α} : a ∈ [b] ↔ a = b := by rw [mem_cons]; exact ⟨fun h => h.elim id nofun, .inl⟩
theorem eq_of_mem_singleton {a b : α} (h : a ∈ [b]) : a = b := mem_singleton.1 h
theorem mem_singleton_self (a : α) : a ∈ [a] := .head []
theorem not_mem_cons_of_ne_of_not_mem {a y : α} {l : List α} (h₁ : a ≠ y) (h₂ : ¬ a ∈ l) : ¬ a ∈ y :: l := fun h => (mem_cons.1 h).elim h₁ h₂
theorem ne_nil_of_mem {a : α} {l : List α} (h : a ∈ l) : l ≠ [] := fun e => by rw [e] at h; exact not_mem_nil h
theorem length_pos_of_mem {a : α} {l : List α} (h : a ∈ l) : 0 < length l := length_pos_iff.2 (ne_nil_of_mem h)
theorem eq_nil_iff_forall_not_mem {l : List α} : l = [] ↔ ∀ a, ¬ a ∈ l := by
  cases l with
  | nil => exact ⟨fun _ _ => not_mem_nil, fun _ => rfl⟩
  | cons a l => exact ⟨nofun, fun h => absurd mem_cons_self (h a)⟩
theorem exists_mem_of_ne_nil (l : List α) (h : l ≠ []) : ∃ x, x ∈ l := by
  cases l with
  | nil => exact absurd rfl h
  | cons a l => exact ⟨a, mem_cons_self⟩
@[simp] theorem mem_append {a : α} {s t : List α} : a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t := by
  induction s with
  | nil => exact ⟨.inr, fun h => h.elim nofun id⟩
  | cons b s ih => rw [cons_append, mem_cons, mem_cons, ih, or_assoc]
theorem mem_append_left {a : α} {as : List α} (bs : List α) (h : a ∈ as) : a ∈ as ++ bs := mem_append.2 (.inl h)
theorem mem_append_right {b : α} (as : List α) {bs : List α} (h : b ∈ bs) : b ∈ as ++ bs := mem_append.2 (.inr h)
theorem append_of_mem {a : α} {l : List α} (h : a ∈ l) : ∃ s t : List α, l = s ++ a :: t := by
  induction h with
  | head l => exact ⟨[], l, rfl⟩
  | tail b _ ih =>
    obtain ⟨s, t, e⟩ := ih
    exact ⟨b :: s, t, congrArg (b :: ·) e⟩
theorem mem_iff_append {a : α} {l : List α} : a ∈ l ↔ ∃ s t : List α, l = s ++ a :: t :=
  ⟨append_of_mem, fun ⟨s, t, e⟩ => by rw [e]; exact mem_append_right s mem_cons_self⟩
theorem forall_mem_nil (p : α → Prop) : ∀ x, x ∈ ([] : List α) → p x := nofun
theorem forall_mem_cons {p : α → Prop} {a : α} {l : List α} : (∀ x, x ∈ a :: l → p x) ↔ p a ∧ ∀ x, x ∈ l → p x :=
  ⟨fun h => ⟨h a mem_cons_self, fun x hx => h x (mem_cons_of_mem a hx)⟩,
    fun h x hx => (mem_cons.1 hx).elim (fun e => by rw [e]; exact h.1) (h.2 x)⟩
private theorem exists_mem_and_cons {p : α → Prop} {a : α} {l : List α} :
    (∃ x, x ∈ a :: l ∧ p x) ↔ p a ∨ ∃ x, x ∈ l ∧ p x := by
  constructor
  · rintro ⟨x, hx, hp⟩
    rcases mem_cons.1 hx with e | e
    · rw [e] at hp; exact .inl hp
    · exact .inr ⟨x, e, hp⟩
  · rintro (h | ⟨x, hx, hp⟩)
    · exact ⟨a, mem_cons_self, h⟩
    · exact ⟨x, mem_cons_of_mem a hx, hp⟩
theorem exists_mem_cons {p : α → Prop} {a : α} {l : List α} :
    (∃ x, ∃ _ : x ∈ a :: l, p x) ↔ p a ∨ ∃ x, ∃ _ : x ∈ l, p x := by
  simp only [exists_prop]; exact exists_mem_and_cons
theorem forall_mem_append {p : α → Prop} {l₁ l₂ : List α} : (∀ x, x ∈ l₁ ++ l₂ → p x) ↔ (∀ x, x ∈ l₁ → p x) ∧ ∀ x, x ∈ l₂ → p x :=
  ⟨fun h => ⟨fun x hx => h x (mem_append_left l₂ hx), fun x hx => h x (mem_append_right l₁ hx)⟩,
    fun h x hx => (mem_append.1 hx).elim (h.1 x) (h.2 x)⟩
protected def decidableMem [d : DecidableEq α] (a : α) : (l : List α) → Decidable (a ∈ l)
  | [] => .isFalse not_mem_nil
  | b :: l =>
    match d a b with
    | .isTrue h => .isTrue (mem_cons.2 (.inl h))
    | .isFalse h =>
      match List.decidableMem a l with
      | .isTrue h' => .isTrue (mem_cons_of_mem b h')
      | .isFalse h' => .isFalse fun e => (mem_cons.1 e).elim h h'
instance [DecidableEq α] (a : α) (l : List α) : Decidable (a ∈ l) := List.decidableMem a l
instance decidableBAll (p : α → Prop) [d : DecidablePred p] : (l : List α) → Decidable (∀ x, x ∈ l → p x)
  | [] => .isTrue nofun
  | a :: l =>
    match d a, decidableBAll p l with
    | .isTrue h, .isTrue h' => .isTrue (forall_mem_cons.2 ⟨h, h'⟩)
    | .isFalse h, _ => .isFalse fun e => h (forall_mem_cons.1 e).1
    | _, .isFalse h => .isFalse fun e => h (forall_mem_cons.1 e).2
instance decidableBEx (p : α → Prop) [d : DecidablePred p] : (l : List α) → Decidable (∃ x, x ∈ l ∧ p x)
  | [] => .isFalse fun ⟨_, h, _⟩ => not_mem_nil h
  | a :: l =>
    match d a, decidableBEx p l with
    | .isTrue h, _ => .isTrue (exists_mem_and_cons.2 (.inl h))
    | _, .isTrue h => .isTrue (exists_mem_and_cons.2 (.inr h))
    | .isFalse h, .isFalse h' => .isFalse fun e => (exists_mem_and_cons.1 e).elim h h'

/-! ## map -/

@[simp] theorem length_map {as : List α} (f : α → β) : (as.map f).length = as.length := by
  induction as with
  | nil => rfl
  | cons a as ih => exact congrArg Nat.succ ih
@[simp] theorem map_append {f : α → β} {l₁ l₂ : List α} : map f (l₁ ++ l₂) = map f l₁ ++ map f l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l₁ ih => exact congrArg (f a :: ·) ih
@[simp] theorem map_map {g : β → γ} {f : α → β} {l : List α} : map g (map f l) = map (g ∘ f) l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (g (f a) :: ·) ih
@[simp] theorem map_id (l : List α) : map id l = l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (a :: ·) ih
@[simp] theorem map_id' (l : List α) : map (fun a => a) l = l := map_id l
@[simp] theorem map_id_fun : map (id : α → α) = id := funext map_id
@[simp] theorem mem_map {f : α → β} {l : List α} {b : β} : b ∈ l.map f ↔ ∃ a, a ∈ l ∧ f a = b := by
  induction l with
  | nil => exact ⟨nofun, fun ⟨_, h, _⟩ => absurd h not_mem_nil⟩
  | cons a l ih =>
    rw [map_cons, mem_cons, ih, exists_mem_and_cons]
    exact ⟨fun h => h.elim (fun e => .inl e.symm) .inr, fun h => h.elim (fun e => .inl e.symm) .inr⟩
theorem exists_of_mem_map {f : α → β} {l : List α} {b : β} (h : b ∈ map f l) : ∃ a, a ∈ l ∧ f a = b := mem_map.1 h
theorem mem_map_of_mem {f : α → β} {a : α} {l : List α} (h : a ∈ l) : f a ∈ map f l := mem_map.2 ⟨a, h, rfl⟩
theorem forall_mem_map {f : α → β} {l : List α} {P : β → Prop} : (∀ i, i ∈ l.map f → P i) ↔ ∀ j, j ∈ l → P (f j) :=
  ⟨fun h j hj => h (f j) (mem_map_of_mem hj), fun h i hi => by
    obtain ⟨a, ha, e⟩ := mem_map.1 hi
    rw [← e]; exact h a ha⟩
theorem map_congr_left {f g : α → β} {l : List α} (h : ∀ a, a ∈ l → f a = g a) : map f l = map g l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [map_cons, map_cons, h a mem_cons_self, ih fun b hb => h b (mem_cons_of_mem a hb)]
@[simp] theorem map_eq_nil_iff {f : α → β} {l : List α} : map f l = [] ↔ l = [] := by
  cases l with
  | nil => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | cons a l => exact ⟨nofun, nofun⟩
theorem map_inj_right {f : α → β} {l l' : List α} (w : ∀ x y, f x = f y → x = y) : map f l = map f l' ↔ l = l' := by
  refine ⟨fun h => ?_, congrArg (map f)⟩
  induction l generalizing l' with
  | nil => exact (map_eq_nil_iff.1 h.symm).symm
  | cons a l ih =>
    cases l' with
    | nil => exact map_eq_nil_iff.1 h
    | cons a' l' => exact cons_eq_cons.2 ⟨w _ _ (head_eq_of_cons_eq h), ih (tail_eq_of_cons_eq h)⟩
@[simp] theorem tail_map {l : List α} {f : α → β} : (map f l).tail = map f l.tail := by cases l <;> rfl
@[simp] theorem head?_map {f : α → β} {l : List α} : (map f l).head? = l.head?.map f := by cases l <;> rfl
theorem map_const' {l : List α} {b : β} : map (fun _ => b) l = replicate l.length b := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (b :: ·) ih

/-! ## reverse -/

theorem reverseAux_eq_append {as bs : List α} : reverseAux as bs = reverseAux as [] ++ bs := by
  induction as generalizing bs with
  | nil => rfl
  | cons a as ih =>
    have e : ∀ cs, reverseAux (a :: as) cs = reverseAux as (a :: cs) := fun _ => rfl
    rw [e, e, ih, ih (bs := [a]), append_assoc]; rfl
theorem reverseAux_eq {as bs : List α} : reverseAux as bs = reverse as ++ bs := reverseAux_eq_append
@[simp] theorem reverse_cons {a : α} {as : List α} : reverse (a :: as) = reverse as ++ [a] :=
  show reverseAux as [a] = reverseAux as [] ++ [a] from reverseAux_eq_append
theorem reverse_singleton {a : α} : reverse [a] = [a] := rfl
@[simp] theorem length_reverse {as : List α} : (as.reverse).length = as.length := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [reverse_cons, length_append, ih]; rfl
@[simp] theorem reverse_append {as bs : List α} : (as ++ bs).reverse = bs.reverse ++ as.reverse := by
  induction as with
  | nil => exact (append_nil _).symm
  | cons a as ih => rw [cons_append, reverse_cons, reverse_cons, ih, append_assoc]
@[simp] theorem reverse_reverse (as : List α) : as.reverse.reverse = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [reverse_cons, reverse_append, ih]; rfl
theorem reverse_concat {l : List α} {a : α} : (l ++ [a]).reverse = a :: l.reverse := by rw [reverse_append]; rfl
@[simp] theorem reverse_eq_nil_iff {xs : List α} : xs.reverse = [] ↔ xs = [] :=
  ⟨fun h => by rw [← reverse_reverse xs, h]; rfl, fun h => by rw [h]; rfl⟩
@[simp] theorem reverse_inj {xs ys : List α} : xs.reverse = ys.reverse ↔ xs = ys :=
  ⟨fun h => by rw [← reverse_reverse xs, h, reverse_reverse], congrArg reverse⟩
@[simp] theorem reverse_eq_iff {as bs : List α} : as.reverse = bs ↔ as = bs.reverse :=
  ⟨fun h => by rw [← h, reverse_reverse], fun h => by rw [h, reverse_reverse]⟩
@[simp] theorem mem_reverse {x : α} {as : List α} : x ∈ as.reverse ↔ x ∈ as := by
  induction as with
  | nil => exact Iff.rfl
  | cons a as ih =>
    rw [reverse_cons, mem_append, mem_singleton, mem_cons, ih]
    exact ⟨Or.symm, Or.symm⟩
@[simp] theorem map_reverse {f : α → β} {l : List α} : l.reverse.map f = (l.map f).reverse := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [reverse_cons, map_append, ih, map_singleton, map_cons, reverse_cons]
@[elab_as_elim] theorem reverseRecOn {motive : List α → Prop} (l : List α) (nil : motive []) (append_singleton : ∀ l a, motive l → motive (l ++ [a])) :
    motive l := by
  have aux : ∀ l : List α, motive l.reverse := by
    intro l
    induction l with
    | nil => exact nil
    | cons a l ih => rw [reverse_cons]; exact append_singleton _ a ih
  rw [← reverse_reverse l]; exact aux _
@[simp] theorem concat_eq_append {as : List α} {a : α} : as.concat a = as ++ [a] := by
  induction as with
  | nil => rfl
  | cons b as ih => exact congrArg (b :: ·) ih
theorem eq_nil_or_concat (l : List α) : l = [] ∨ ∃ l' b, l = concat l' b := by
  refine reverseRecOn l (.inl rfl) fun L b _ => .inr ⟨L, b, concat_eq_append.symm⟩

/-! ## filter -/

@[simp] theorem mem_filter {p : α → Bool} {as : List α} {x : α} : x ∈ filter p as ↔ x ∈ as ∧ p x = true := by
  induction as with
  | nil => exact ⟨nofun, fun h => absurd h.1 not_mem_nil⟩
  | cons a as ih =>
    rcases Bool.eq_false_or_eq_true (p a) with h | h
    · rw [filter_cons_of_pos h, mem_cons, mem_cons, ih]
      refine ⟨fun e => e.elim (fun e => ⟨.inl e, by rw [e]; exact h⟩) fun e => ⟨.inr e.1, e.2⟩, fun e => e.1.elim .inl fun f => .inr ⟨f, e.2⟩⟩
    · rw [filter_cons_of_neg (Bool.ne_true_of_eq_false h), mem_cons, ih]
      refine ⟨fun e => ⟨.inr e.1, e.2⟩, fun e => e.1.elim (fun f => ?_) fun f => ⟨f, e.2⟩⟩
      have e' := e.2
      rw [f, h] at e'; exact Bool.noConfusion e'
@[simp] theorem filter_append {p : α → Bool} (l₁ l₂ : List α) : filter p (l₁ ++ l₂) = filter p l₁ ++ filter p l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih =>
    rcases Bool.eq_false_or_eq_true (p a) with h | h
    · rw [cons_append, filter_cons_of_pos h, filter_cons_of_pos h, ih]; rfl
    · rw [cons_append, filter_cons_of_neg (Bool.ne_true_of_eq_false h), filter_cons_of_neg (Bool.ne_true_of_eq_false h), ih]
theorem length_filter_le (p : α → Bool) (l : List α) : (l.filter p).length ≤ l.length := by
  induction l with
  | nil => exact Nat.le_refl 0
  | cons a l ih =>
    rcases Bool.eq_false_or_eq_true (p a) with h | h
    · rw [filter_cons_of_pos h]; exact Nat.succ_le_succ ih
    · rw [filter_cons_of_neg (Bool.ne_true_of_eq_false h)]; exact Nat.le_succ_of_le ih
theorem filter_eq_self {p : α → Bool} {l : List α} : filter p l = l ↔ ∀ a, a ∈ l → p a = true := by
  constructor
  · intro h a ha
    rw [← h] at ha; exact (mem_filter.1 ha).2
  · intro h
    induction l with
    | nil => rfl
    | cons a l ih => rw [filter_cons_of_pos (h a mem_cons_self), ih fun b hb => h b (mem_cons_of_mem a hb)]
theorem filter_eq_nil_iff {p : α → Bool} {l : List α} : filter p l = [] ↔ ∀ a, a ∈ l → ¬ p a = true := by
  rw [eq_nil_iff_forall_not_mem]
  exact ⟨fun h a ha hp => h a (mem_filter.2 ⟨ha, hp⟩), fun h a ha => h a (mem_filter.1 ha).1 (mem_filter.1 ha).2⟩
@[simp] theorem filter_filter {p q : α → Bool} {l : List α} : filter p (filter q l) = filter (fun a => p a && q a) l := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    rcases Bool.eq_false_or_eq_true (q a) with h | h
    · rcases Bool.eq_false_or_eq_true (p a) with h' | h'
      · rw [filter_cons_of_pos h, filter_cons_of_pos h', filter_cons_of_pos (by rw [h, h']; rfl), ih]
      · rw [filter_cons_of_pos h, filter_cons_of_neg (Bool.ne_true_of_eq_false h'), filter_cons_of_neg (by rw [h']; nofun), ih]
    · rw [filter_cons_of_neg (Bool.ne_true_of_eq_false h), filter_cons_of_neg (by rw [h, Bool.and_false]; nofun), ih]
theorem filter_map {f : β → α} {p : α → Bool} {l : List β} : filter p (map f l) = map f (filter (p ∘ f) l) := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    rcases Bool.eq_false_or_eq_true (p (f a)) with h | h
    · rw [map_cons, filter_cons_of_pos h, filter_cons_of_pos (show (p ∘ f) a = true from h), ih]; rfl
    · have h' := Bool.ne_true_of_eq_false h
      rw [map_cons, filter_cons_of_neg h', filter_cons_of_neg (show ¬ (p ∘ f) a = true from h'), ih]
@[simp] theorem filter_true (l : List α) : filter (fun _ => true) l = l := filter_eq_self.2 fun _ _ => rfl
@[simp] theorem filter_false (l : List α) : filter (fun _ => false) l = [] := filter_eq_nil_iff.2 fun _ _ => nofun
theorem countP_eq_length_filter {p : α → Bool} {l : List α} : countP p l = (filter p l).length := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    rcases Bool.eq_false_or_eq_true (p a) with h | h
    · rw [filter_cons_of_pos h, countP_cons_of_pos h, ih]; rfl
    · rw [filter_cons_of_neg (Bool.ne_true_of_eq_false h), countP_cons_of_neg (Bool.ne_true_of_eq_false h), ih]
@[simp] theorem countP_append {p : α → Bool} {l₁ l₂ : List α} : countP p (l₁ ++ l₂) = countP p l₁ + countP p l₂ := by
  rw [countP_eq_length_filter, countP_eq_length_filter, countP_eq_length_filter, filter_append, length_append]
theorem countP_le_length {p : α → Bool} {l : List α} : countP p l ≤ l.length := by rw [countP_eq_length_filter]; exact length_filter_le p l
@[simp] theorem count_append [BEq α] {a : α} {l₁ l₂ : List α} : count a (l₁ ++ l₂) = count a l₁ + count a l₂ := countP_append

/-! ## foldr, foldl -/

@[simp] theorem foldr_append {f : α → β → β} {b : β} {l l' : List α} : (l ++ l').foldr f b = l.foldr f (l'.foldr f b) := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (f a) ih
@[simp] theorem foldl_append {f : β → α → β} {b : β} {l l' : List α} : (l ++ l').foldl f b = l'.foldl f (l.foldl f b) := by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => exact ih
@[simp] theorem foldl_reverse {l : List α} {f : β → α → β} {b : β} : l.reverse.foldl f b = l.foldr (fun x y => f y x) b := by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => rw [reverse_cons, foldl_append, ih]; rfl
@[simp] theorem foldr_reverse {l : List α} {f : α → β → β} {b : β} : l.reverse.foldr f b = l.foldl (fun x y => f y x) b := by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => rw [reverse_cons, foldr_append, ih]; rfl
@[simp] theorem foldr_map {f : α → β} {g : β → γ → γ} {l : List α} {init : γ} : (l.map f).foldr g init = l.foldr (fun x y => g (f x) y) init := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (g (f a)) ih
@[simp] theorem foldl_map {f : α → β} {g : γ → β → γ} {l : List α} {init : γ} : (l.map f).foldl g init = l.foldl (fun x y => g x (f y)) init := by
  induction l generalizing init with
  | nil => rfl
  | cons a l ih => exact ih
@[simp] theorem foldr_cons_nil {l : List α} : l.foldr cons [] = l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (a :: ·) ih
theorem foldr_cons_eq_append' {l l' : List α} : l.foldr cons l' = l ++ l' := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (a :: ·) ih

/-! ## flatten, flatMap -/

@[simp] theorem flatten_append {L₁ L₂ : List (List α)} : flatten (L₁ ++ L₂) = flatten L₁ ++ flatten L₂ := by
  induction L₁ with
  | nil => rfl
  | cons l L ih => rw [cons_append, flatten_cons, flatten_cons, ih, append_assoc]
@[simp] theorem mem_flatten {a : α} {L : List (List α)} : a ∈ L.flatten ↔ ∃ l, l ∈ L ∧ a ∈ l := by
  induction L with
  | nil => exact ⟨nofun, fun ⟨_, h, _⟩ => absurd h not_mem_nil⟩
  | cons l L ih => rw [flatten_cons, mem_append, ih, exists_mem_and_cons]
@[simp] theorem map_flatten {f : α → β} {L : List (List α)} : (flatten L).map f = (map (map f) L).flatten := by
  induction L with
  | nil => rfl
  | cons l L ih => rw [flatten_cons, map_append, ih]; rfl
@[simp] theorem mem_flatMap {f : α → List β} {b : β} {l : List α} : b ∈ l.flatMap f ↔ ∃ a, a ∈ l ∧ b ∈ f a := by
  induction l with
  | nil => exact ⟨nofun, fun ⟨_, h, _⟩ => absurd h not_mem_nil⟩
  | cons a l ih => rw [flatMap_cons, mem_append, ih, exists_mem_and_cons]
@[simp] theorem flatMap_append {xs ys : List α} {f : α → List β} : (xs ++ ys).flatMap f = xs.flatMap f ++ ys.flatMap f := by
  rw [flatMap, flatMap, flatMap, map_append, flatten_append]
@[simp] theorem flatMap_singleton' (l : List α) : l.flatMap (fun x => [x]) = l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (a :: ·) ih
theorem map_eq_flatMap {f : α → β} {l : List α} : map f l = l.flatMap fun x => [f x] := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (f a :: ·) ih

/-! ## replicate -/

@[simp] theorem length_replicate {n : Nat} {a : α} : (replicate n a).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg Nat.succ ih
@[simp] theorem mem_replicate {a b : α} {n : Nat} : b ∈ replicate n a ↔ n ≠ 0 ∧ b = a := by
  induction n with
  | zero => exact ⟨nofun, fun h => absurd rfl h.1⟩
  | succ n ih =>
    rw [replicate_succ, mem_cons, ih]
    exact ⟨fun h => ⟨Nat.add_one_ne_zero n, h.elim id fun e => e.2⟩, fun h => .inl h.2⟩
theorem eq_of_mem_replicate {a b : α} {n : Nat} (h : b ∈ replicate n a) : b = a := (mem_replicate.1 h).2
@[simp] theorem map_replicate {n : Nat} {a : α} {f : α → β} : (replicate n a).map f = replicate n (f a) := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg (f a :: ·) ih
theorem replicate_append_replicate {n m : Nat} {a : α} : replicate n a ++ replicate m a = replicate (n + m) a := by
  induction n with
  | zero => rw [Nat.zero_add]; rfl
  | succ n ih => rw [Nat.add_one_add, replicate_succ, replicate_succ, cons_append, ih]
attribute [simp] replicate_append_replicate
theorem replicate_succ' {n : Nat} {a : α} : replicate (n + 1) a = replicate n a ++ [a] := (replicate_append_replicate (m := 1)).symm
@[simp] theorem reverse_replicate {n : Nat} {a : α} : (replicate n a).reverse = replicate n a := by
  induction n with
  | zero => rfl
  | succ n ih => rw [replicate_succ, reverse_cons, ih, ← replicate_succ', replicate_succ]
theorem eq_replicate_iff {a : α} {n : Nat} {l : List α} : l = replicate n a ↔ length l = n ∧ ∀ b, b ∈ l → b = a := by
  constructor
  · intro e
    rw [e]; exact ⟨length_replicate, fun b => eq_of_mem_replicate⟩
  · rintro ⟨e, h⟩
    rw [← e]
    induction l generalizing n with
    | nil => rfl
    | cons b l ih =>
      rw [length_cons, replicate_succ, h b mem_cons_self, ← ih rfl fun c hc => h c (mem_cons_of_mem b hc)]

/-! ## take, drop -/

@[simp] theorem take_append_drop (i : Nat) (l : List α) : take i l ++ drop i l = l := by
  induction i generalizing l with
  | zero => rfl
  | succ i ih =>
    cases l with
    | nil => rfl
    | cons a l => exact congrArg (a :: ·) (ih l)
@[simp] theorem length_take {i : Nat} {l : List α} : (take i l).length = min i l.length := by
  induction i generalizing l with
  | zero => exact (Nat.zero_min _).symm
  | succ i ih =>
    cases l with
    | nil => rfl
    | cons a l => rw [take_succ_cons, length_cons, length_cons, ih, Nat.add_min_add_right]
@[simp] theorem length_drop {i : Nat} {l : List α} : (drop i l).length = l.length - i := by
  induction i generalizing l with
  | zero => rfl
  | succ i ih =>
    cases l with
    | nil => exact (Nat.zero_sub _).symm
    | cons a l => rw [drop_succ_cons, length_cons, ih, Nat.add_one_sub_add_one]
theorem take_of_length_le {i : Nat} {l : List α} (h : l.length ≤ i) : take i l = l := by
  induction i generalizing l with
  | zero => exact (eq_nil_of_length_eq_zero (Nat.eq_zero_of_le_zero h)).symm
  | succ i ih =>
    cases l with
    | nil => rfl
    | cons a l => exact congrArg (a :: ·) (ih (Nat.le_of_succ_le_succ h))
theorem drop_of_length_le {i : Nat} {l : List α} (h : l.length ≤ i) : drop i l = [] :=
  eq_nil_of_length_eq_zero (by rw [length_drop]; exact Nat.sub_eq_zero_of_le h)
@[simp] theorem take_length {l : List α} : take l.length l = l := take_of_length_le (Nat.le_refl _)
@[simp] theorem drop_length {l : List α} : drop l.length l = [] := drop_of_length_le (Nat.le_refl _)
theorem length_take_le (i : Nat) (l : List α) : length (take i l) ≤ i := by rw [length_take]; exact Nat.min_le_left _ _
@[simp] theorem take_left {l₁ l₂ : List α} : take l₁.length (l₁ ++ l₂) = l₁ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => exact congrArg (a :: ·) ih
@[simp] theorem drop_left {l₁ l₂ : List α} : drop l₁.length (l₁ ++ l₂) = l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => exact ih
@[simp] theorem drop_drop {i j : Nat} {l : List α} : drop i (drop j l) = drop (j + i) l := by
  induction j generalizing l with
  | zero => rw [Nat.zero_add]; rfl
  | succ j ih =>
    rw [Nat.add_one_add]
    cases l with
    | nil => rw [drop_nil, drop_nil, drop_nil]
    | cons a l => exact ih
theorem take_take {i j : Nat} {l : List α} : take i (take j l) = take (min i j) l := by
  induction i generalizing j l with
  | zero => rw [Nat.zero_min]; rfl
  | succ i ih =>
    cases j with
    | zero => rw [take_zero, take_nil, Nat.min_zero, take_zero]
    | succ j =>
      cases l with
      | nil => rw [take_nil, take_nil, take_nil]
      | cons a l => rw [Nat.add_min_add_right, take_succ_cons, take_succ_cons, take_succ_cons, ih]
theorem map_take {f : α → β} {l : List α} {i : Nat} : (take i l).map f = take i (map f l) := by
  induction i generalizing l with
  | zero => rfl
  | succ i ih =>
    cases l with
    | nil => rfl
    | cons a l => exact congrArg (f a :: ·) ih
theorem map_drop {f : α → β} {l : List α} {i : Nat} : (drop i l).map f = drop i (map f l) := by
  induction i generalizing l with
  | zero => rfl
  | succ i ih =>
    cases l with
    | nil => rfl
    | cons a l => exact ih
theorem mem_of_mem_take {a : α} {i : Nat} {l : List α} (h : a ∈ take i l) : a ∈ l := by
  rw [← take_append_drop i l]; exact mem_append_left _ h
theorem mem_of_mem_drop {a : α} {i : Nat} {l : List α} (h : a ∈ drop i l) : a ∈ l := by
  rw [← take_append_drop i l]; exact mem_append_right _ h
@[simp] theorem takeWhile_append_dropWhile {p : α → Bool} {l : List α} : takeWhile p l ++ dropWhile p l = l := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    rcases Bool.eq_false_or_eq_true (p a) with h | h
    · rw [takeWhile_cons, dropWhile_cons, if_pos h, if_pos h, cons_append, ih]
    · rw [takeWhile_cons, dropWhile_cons, if_neg (Bool.ne_true_of_eq_false h), if_neg (Bool.ne_true_of_eq_false h)]; rfl

/-! ## First and last -/

theorem head?_eq_some_iff {xs : List α} {a : α} : xs.head? = some a ↔ ∃ ys, xs = a :: ys := by
  cases xs with
  | nil => exact ⟨nofun, nofun⟩
  | cons x xs =>
    refine ⟨fun h => ⟨xs, cons_eq_cons.2 ⟨Option.some_inj.1 h, rfl⟩⟩, ?_⟩
    rintro ⟨ys, e⟩
    rw [e]; rfl
@[simp] theorem head?_eq_none_iff {l : List α} : l.head? = none ↔ l = [] := by
  cases l with
  | nil => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | cons x xs => exact ⟨nofun, nofun⟩
theorem getLast?_append_singleton {l : List α} {a : α} : getLast? (l ++ [a]) = some a := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    cases l with
    | nil => rfl
    | cons c l => exact ih
@[simp] theorem getLast?_concat {l : List α} {a : α} : getLast? (l ++ [a]) = some a := getLast?_append_singleton
@[simp] theorem head?_reverse {l : List α} : l.reverse.head? = l.getLast? := by
  refine reverseRecOn l rfl fun l a _ => ?_
  rw [reverse_append, getLast?_concat]; rfl
@[simp] theorem getLast?_reverse {l : List α} : l.reverse.getLast? = l.head? := by rw [← head?_reverse, reverse_reverse]
@[simp] theorem dropLast_concat {l : List α} {a : α} : dropLast (l ++ [a]) = l := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    cases l with
    | nil => rfl
    | cons c l => exact congrArg (b :: ·) ih
@[simp] theorem length_dropLast {xs : List α} : xs.dropLast.length = xs.length - 1 := by
  refine reverseRecOn xs rfl fun l a _ => ?_
  rw [dropLast_concat, length_append]; rfl
@[simp] theorem length_tail {l : List α} : l.tail.length = l.length - 1 := by cases l <;> rfl
theorem tail_append_of_ne_nil {xs ys : List α} (h : xs ≠ []) : (xs ++ ys).tail = xs.tail ++ ys := by
  cases xs with
  | nil => exact absurd rfl h
  | cons x xs => rfl
theorem mem_of_mem_tail {a : α} {l : List α} (h : a ∈ tail l) : a ∈ l := by
  cases l with
  | nil => exact h
  | cons b l => exact mem_cons_of_mem b h

/-! ## zip -/

@[simp] theorem length_zipWith {f : α → β → γ} {l₁ : List α} {l₂ : List β} : length (zipWith f l₁ l₂) = min l₁.length l₂.length := by
  induction l₁ generalizing l₂ with
  | nil => exact (Nat.zero_min _).symm
  | cons a l₁ ih =>
    cases l₂ with
    | nil => rfl
    | cons b l₂ => rw [zipWith_cons_cons, length_cons, length_cons, length_cons, ih, Nat.add_min_add_right]
@[simp] theorem length_zip {l₁ : List α} {l₂ : List β} : (zip l₁ l₂).length = min l₁.length l₂.length := length_zipWith
theorem map_fst_zip {l₁ : List α} {l₂ : List β} (h : l₁.length ≤ l₂.length) : map Prod.fst (zip l₁ l₂) = l₁ := by
  induction l₁ generalizing l₂ with
  | nil => rfl
  | cons a l₁ ih =>
    cases l₂ with
    | nil => exact absurd h (Nat.not_succ_le_zero _)
    | cons b l₂ => exact congrArg (a :: ·) (ih (Nat.le_of_succ_le_succ h))
theorem map_snd_zip {l₁ : List α} {l₂ : List β} (h : l₂.length ≤ l₁.length) : map Prod.snd (zip l₁ l₂) = l₂ := by
  induction l₂ generalizing l₁ with
  | nil => rw [zip_nil_right]; rfl
  | cons b l₂ ih =>
    cases l₁ with
    | nil => exact absurd h (Nat.not_succ_le_zero _)
    | cons a l₁ => exact congrArg (b :: ·) (ih (Nat.le_of_succ_le_succ h))
theorem zipWith_comm {f : α → β → γ} {as : List α} {bs : List β} : zipWith f as bs = zipWith (fun b a => f a b) bs as := by
  induction as generalizing bs with
  | nil => rw [zipWith_nil_right]; rfl
  | cons a as ih =>
    cases bs with
    | nil => rfl
    | cons b bs => exact congrArg (f a b :: ·) ih

/-! ## any, all, elem -/

@[simp] theorem any_eq_true {l : List α} {p : α → Bool} : l.any p = true ↔ ∃ x, x ∈ l ∧ p x = true := by
  induction l with
  | nil => exact ⟨nofun, fun ⟨_, h, _⟩ => absurd h not_mem_nil⟩
  | cons a l ih => rw [any_cons, Bool.or_eq_true_iff, ih, exists_mem_and_cons]
@[simp] theorem all_eq_true {l : List α} {p : α → Bool} : l.all p = true ↔ ∀ x, x ∈ l → p x = true := by
  induction l with
  | nil => exact ⟨fun _ => nofun, fun _ => rfl⟩
  | cons a l ih => rw [all_cons, Bool.and_eq_true_iff, ih, forall_mem_cons]
@[simp] theorem any_append {xs ys : List α} {f : α → Bool} : (xs ++ ys).any f = (xs.any f || ys.any f) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [cons_append, any_cons, any_cons, ih, Bool.or_assoc]
@[simp] theorem all_append {xs ys : List α} {f : α → Bool} : (xs ++ ys).all f = (xs.all f && ys.all f) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [cons_append, all_cons, all_cons, ih, Bool.and_assoc]
theorem not_any_eq_all_not {l : List α} {p : α → Bool} : (!l.any p) = l.all fun a => !p a := by
  induction l with
  | nil => rfl
  | cons x xs ih => rw [any_cons, all_cons, Bool.not_or, ih]
theorem not_all_eq_any_not {l : List α} {p : α → Bool} : (!l.all p) = l.any fun a => !p a := by
  induction l with
  | nil => rfl
  | cons x xs ih => rw [any_cons, all_cons, Bool.not_and, ih]
@[simp] theorem any_map {l : List α} {p : β → Bool} {f : α → β} : (l.map f).any p = l.any (p ∘ f) := by
  induction l with
  | nil => rfl
  | cons x xs ih => exact congrArg (p (f x) || ·) ih
@[simp] theorem all_map {l : List α} {p : β → Bool} {f : α → β} : (l.map f).all p = l.all (p ∘ f) := by
  induction l with
  | nil => rfl
  | cons x xs ih => exact congrArg (p (f x) && ·) ih
theorem elem_iff [BEq α] [LawfulBEq α] {a : α} {as : List α} : elem a as = true ↔ a ∈ as := by
  induction as with
  | nil => exact ⟨nofun, nofun⟩
  | cons b as ih =>
    rw [show elem a (b :: as) = (a == b || elem a as) from rfl, Bool.or_eq_true_iff, ih, mem_cons, beq_iff_eq]
@[simp] theorem contains_iff_mem [BEq α] [LawfulBEq α] {a : α} {as : List α} : as.contains a = true ↔ a ∈ as :=
  elem_iff

/-! ## Sums of numbers -/

@[simp] theorem sum_append_nat {l₁ l₂ : List Nat} : (l₁ ++ l₂).sum = l₁.sum + l₂.sum := by
  induction l₁ with
  | nil => exact (Nat.zero_add _).symm
  | cons a l ih => rw [cons_append, sum_cons, sum_cons, ih, Nat.add_assoc]
@[simp] theorem sum_reverse_nat (xs : List Nat) : xs.reverse.sum = xs.sum := by
  induction xs with
  | nil => rfl
  | cons a l ih => rw [reverse_cons, sum_append_nat, ih, sum_cons, Nat.add_comm]; rfl
@[simp] theorem sum_replicate_nat {n a : Nat} : (replicate n a).sum = n * a := by
  induction n with
  | zero => exact (Nat.zero_mul a).symm
  | succ n ih => rw [replicate_succ, sum_cons, ih, Nat.add_one_mul, Nat.add_comm]
theorem le_sum_of_mem {l : List Nat} {a : Nat} (h : a ∈ l) : a ≤ l.sum := by
  induction h with
  | head l => exact Nat.le_add_right _ _
  | tail b _ ih => exact Nat.le_trans ih (Nat.le_add_left _ _)

/-! ## range -/

theorem range_loop_eq (n : Nat) (acc : List Nat) : range.loop n acc = range n ++ acc := by
  induction n generalizing acc with
  | zero => rfl
  | succ n ih =>
    have e : ∀ acc, range.loop (n + 1) acc = range.loop n (n :: acc) := fun _ => rfl
    rw [range, e, e, ih, ih [n], append_assoc]; rfl
theorem range_succ {n : Nat} : range n.succ = range n ++ [n] := range_loop_eq n [n]
@[simp] theorem length_range {n : Nat} : (range n).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [range_succ, length_append, ih]; rfl
@[simp] theorem mem_range {m n : Nat} : m ∈ range n ↔ m < n := by
  induction n with
  | zero => exact ⟨nofun, fun h => absurd h (Nat.not_lt_zero m)⟩
  | succ n ih => rw [range_succ, mem_append, mem_singleton, ih, Nat.lt_add_one_iff_lt_or_eq]

/-! ## Pairwise, no duplicates -/

theorem pairwise_cons {R : α → α → Prop} {a : α} {l : List α} : Pairwise R (a :: l) ↔ (∀ a', a' ∈ l → R a a') ∧ Pairwise R l := by
  constructor
  · intro h
    cases h with
    | cons h h' => exact ⟨h, h'⟩
  · exact fun h => .cons h.1 h.2
attribute [simp] pairwise_cons Pairwise.nil
theorem Pairwise.imp {R S : α → α → Prop} (H : ∀ {a b}, R a b → S a b) {l : List α} (h : Pairwise R l) : Pairwise S l := by
  induction h with
  | nil => exact .nil
  | cons h _ ih => exact .cons (fun b hb => H (h b hb)) ih
theorem pairwise_append {R : α → α → Prop} {l₁ l₂ : List α} :
    Pairwise R (l₁ ++ l₂) ↔ Pairwise R l₁ ∧ Pairwise R l₂ ∧ ∀ a, a ∈ l₁ → ∀ b, b ∈ l₂ → R a b := by
  induction l₁ with
  | nil => exact ⟨fun h => ⟨.nil, h, nofun⟩, fun h => h.2.1⟩
  | cons a l ih =>
    rw [cons_append, pairwise_cons, pairwise_cons, ih, forall_mem_append, forall_mem_cons]
    exact ⟨fun ⟨⟨h, h'⟩, i, j, k⟩ => ⟨⟨h, i⟩, j, h', k⟩, fun ⟨⟨h, i⟩, j, h', k⟩ => ⟨⟨h, h'⟩, i, j, k⟩⟩
theorem nodup_nil : Nodup ([] : List α) := .nil
@[simp] theorem nodup_cons {a : α} {l : List α} : Nodup (a :: l) ↔ ¬ a ∈ l ∧ Nodup l := by
  rw [Nodup, pairwise_cons]
  exact ⟨fun h => ⟨fun ha => h.1 a ha rfl, h.2⟩, fun h => ⟨fun b hb e => h.1 (by rw [e]; exact hb), h.2⟩⟩

end List
