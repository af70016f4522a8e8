/- Lists: pairwise related, without repetition, counted, searched, and in another order. -/
prelude
import Init.List.Lemmas
set_option autoImplicit false
universe u v

namespace List
variable {α : Type u} {β : Type v} {a b : α} {l l₁ l₂ : List α} {R S : α → α → Prop} {p q : α → Bool}

/-! ## Pairwise -/
theorem Pairwise.of_cons (p : Pairwise R (a :: l)) : Pairwise R l := (pairwise_cons.1 p).2
theorem rel_of_pairwise_cons (p : Pairwise R (a :: l)) {a' : α} (h : a' ∈ l) : R a a' := (pairwise_cons.1 p).1 a' h
theorem Pairwise.tail (h : Pairwise R l) : Pairwise R l.tail := by
  cases h with
  | nil => exact .nil
  | cons _ h => exact h
theorem pairwise_singleton (R : α → α → Prop) (a : α) : Pairwise R [a] := .cons nofun .nil
theorem Pairwise.and (hR : Pairwise R l) (hS : Pairwise S l) : Pairwise (fun a b => R a b ∧ S a b) l := by
  induction l with
  | nil => exact .nil
  | cons a l ih =>
    exact .cons (fun b hb => ⟨rel_of_pairwise_cons hR hb, rel_of_pairwise_cons hS hb⟩) (ih hR.of_cons hS.of_cons)
theorem Pairwise.filter (p : α → Bool) (h : Pairwise R l) : Pairwise R (List.filter p l) := by
  induction h with
  | nil => exact .nil
  | @cons a l ha _ ih =>
    by_cases hp : p a = true
    · rw [filter_cons_of_pos hp]; exact .cons (fun b hb => ha b (mem_filter.1 hb).1) ih
    · rw [filter_cons_of_neg hp]; exact ih
theorem Pairwise.map {S : β → β → Prop} (f : α → β) (H : ∀ a b, R a b → S (f a) (f b)) (p : Pairwise R l) :
    Pairwise S (List.map f l) := by
  induction p with
  | nil => exact .nil
  | @cons a l ha _ ih =>
    refine .cons (fun b hb => ?_) ih
    obtain ⟨c, hc, rfl⟩ := mem_map.1 hb
    exact H a c (ha c hc)

/-! ## count -/
theorem count_cons [BEq α] : count a (b :: l) = count a l + if b == a then 1 else 0 := countP_cons
@[simp] theorem count_cons_self [BEq α] [LawfulBEq α] : count a (a :: l) = count a l + 1 := by
  rw [count_cons, if_pos (beq_self_eq_true a)]
@[simp] theorem count_cons_of_ne [BEq α] [LawfulBEq α] (h : b ≠ a) : count a (b :: l) = count a l := by
  rw [count_cons, if_neg fun e => h (eq_of_beq e)]; rfl
@[simp] theorem countP_pos_iff : 0 < countP p l ↔ ∃ a, a ∈ l ∧ p a = true := by
  induction l with
  | nil => exact ⟨nofun, nofun⟩
  | cons b l ih =>
    by_cases h : p b = true
    · rw [countP_cons_of_pos h]; exact ⟨fun _ => ⟨b, .head _, h⟩, fun _ => Nat.succ_pos _⟩
    · rw [countP_cons_of_neg h, ih]
      refine ⟨fun ⟨a, ha, hp⟩ => ⟨a, .tail _ ha, hp⟩, fun ⟨a, ha, hp⟩ => ⟨a, ?_, hp⟩⟩
      rcases mem_cons.1 ha with rfl | ha
      · exact absurd hp h
      · exact ha
@[simp] theorem countP_eq_zero : countP p l = 0 ↔ ∀ a, a ∈ l → ¬p a = true :=
  ⟨fun h a ha hp => Nat.ne_of_gt (countP_pos_iff.2 ⟨a, ha, hp⟩) h, fun h =>
    (Nat.eq_zero_or_pos _).elim id fun h' => (countP_pos_iff.1 h').elim fun a ha => absurd ha.2 (h a ha.1)⟩
@[simp] theorem count_pos_iff [BEq α] [LawfulBEq α] : 0 < count a l ↔ a ∈ l :=
  countP_pos_iff.trans ⟨fun ⟨_, hb, e⟩ => eq_of_beq e ▸ hb, fun h => ⟨a, h, beq_self_eq_true a⟩⟩
theorem count_eq_zero [BEq α] [LawfulBEq α] : count a l = 0 ↔ ¬a ∈ l :=
  ⟨fun h h' => Nat.ne_of_gt (count_pos_iff.2 h') h, fun h =>
    (Nat.eq_zero_or_pos _).elim id fun h' => absurd (count_pos_iff.1 h') h⟩
theorem count_eq_zero_of_not_mem [BEq α] [LawfulBEq α] (h : ¬a ∈ l) : count a l = 0 := count_eq_zero.2 h
@[simp] theorem count_replicate_self [BEq α] [LawfulBEq α] {n : Nat} : count a (replicate n a) = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [show replicate (n + 1) a = a :: replicate n a from rfl, count_cons_self, ih]

/-! ## find?, erase -/
def find? (p : α → Bool) : List α → Option α
  | [] => none
  | a :: as => match p a with
    | true => some a
    | false => find? p as
@[simp] theorem find?_nil : find? p ([] : List α) = none := rfl
@[simp] theorem find?_cons_of_pos (h : p a = true) : find? p (a :: l) = some a := by rw [find?, h]
@[simp] theorem find?_cons_of_neg (h : ¬p a = true) : find? p (a :: l) = find? p l := by
  rw [find?, Bool.of_not_eq_true h]
@[simp] theorem find?_eq_none : find? p l = none ↔ ∀ x, x ∈ l → ¬p x = true := by
  induction l with
  | nil => exact ⟨fun _ => nofun, fun _ => rfl⟩
  | cons b l ih =>
    by_cases h : p b = true
    · rw [find?_cons_of_pos h]; exact ⟨nofun, fun h' => absurd h (h' b (.head _))⟩
    · rw [find?_cons_of_neg h, ih]
      exact ⟨fun h' => forall_mem_cons.2 ⟨h, h'⟩, fun h' => (forall_mem_cons.1 h').2⟩
private theorem find?_eq_some (h : find? p l = some a) : p a = true ∧ a ∈ l := by
  induction l with
  | nil => exact nomatch h
  | cons b l ih =>
    by_cases hb : p b = true
    · rw [find?_cons_of_pos hb] at h; cases h; exact ⟨hb, .head _⟩
    · rw [find?_cons_of_neg hb] at h; exact ⟨(ih h).1, .tail _ (ih h).2⟩
theorem find?_some (h : find? p l = some a) : p a = true := (find?_eq_some h).1
theorem mem_of_find?_eq_some (h : find? p l = some a) : a ∈ l := (find?_eq_some h).2
protected def erase [BEq α] : List α → α → List α
  | [], _ => []
  | a :: as, b => match a == b with
    | true => as
    | false => a :: List.erase as b
@[simp] theorem erase_nil [BEq α] (a : α) : ([] : List α).erase a = [] := rfl
theorem erase_cons [BEq α] : (b :: l).erase a = if b == a then l else b :: l.erase a := by
  rw [List.erase]; cases b == a <;> rfl
@[simp] theorem erase_cons_head [BEq α] [LawfulBEq α] (a : α) (l : List α) : (a :: l).erase a = l := by
  rw [erase_cons, if_pos (beq_self_eq_true a)]
@[simp] theorem erase_cons_tail [BEq α] (h : ¬(b == a) = true) : (b :: l).erase a = b :: l.erase a := by
  rw [erase_cons, if_neg h]
theorem mem_of_mem_erase [BEq α] (h : a ∈ l.erase b) : a ∈ l := by
  induction l with
  | nil => exact nomatch h
  | cons c l ih =>
    rw [erase_cons] at h
    by_cases e : (c == b) = true
    · rw [if_pos e] at h; exact .tail _ h
    · rw [if_neg e] at h
      rcases mem_cons.1 h with rfl | h
      · exact .head _
      · exact .tail _ (ih h)
theorem erase_of_not_mem [BEq α] [LawfulBEq α] (h : ¬a ∈ l) : l.erase a = l := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    rw [erase_cons_tail fun e => h (by rw [← eq_of_beq e]; exact .head _), ih fun h' => h (.tail _ h')]

/-! ## Perm -/
inductive Perm : List α → List α → Prop where
  | nil : Perm [] []
  | cons (x : α) {l₁ l₂ : List α} : Perm l₁ l₂ → Perm (x :: l₁) (x :: l₂)
  | swap (x y : α) (l : List α) : Perm (y :: x :: l) (x :: y :: l)
  | trans {l₁ l₂ l₃ : List α} : Perm l₁ l₂ → Perm l₂ l₃ → Perm l₁ l₃
open scoped List

@[simp] protected theorem Perm.refl (l : List α) : l ~ l := by
  induction l with
  | nil => exact .nil
  | cons a l ih => exact .cons a ih
protected theorem Perm.rfl : l ~ l := .refl l
theorem Perm.of_eq (h : l₁ = l₂) : l₁ ~ l₂ := h ▸ .refl l₁
@[symm] protected theorem Perm.symm (h : l₁ ~ l₂) : l₂ ~ l₁ := by
  induction h with
  | nil => exact .nil
  | cons a _ ih => exact .cons a ih
  | swap x y l => exact .swap y x l
  | trans _ _ ih₁ ih₂ => exact ih₂.trans ih₁
theorem perm_comm : l₁ ~ l₂ ↔ l₂ ~ l₁ := ⟨.symm, .symm⟩
theorem Perm.swap' (x y : α) (p : l₁ ~ l₂) : y :: x :: l₁ ~ x :: y :: l₂ :=
  (Perm.swap x y l₁).trans (.cons x (.cons y p))
instance isSetoid (α : Type u) : Setoid (List α) := ⟨Perm, ⟨.refl, .symm, .trans⟩⟩
instance instTransPerm : Trans (Perm (α := α)) (Perm (α := α)) (Perm (α := α)) := ⟨Perm.trans⟩

theorem Perm.mem_iff (p : l₁ ~ l₂) : a ∈ l₁ ↔ a ∈ l₂ := by
  induction p with
  | nil => exact Iff.rfl
  | cons x _ ih => rw [mem_cons, mem_cons, ih]
  | swap x y l => rw [mem_cons, mem_cons, mem_cons, mem_cons]; exact or_left_comm
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.length_eq (p : l₁ ~ l₂) : length l₁ = length l₂ := by
  induction p with
  | nil => rfl
  | cons x _ ih => exact congrArg (· + 1) ih
  | swap x y l => rfl
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.eq_nil (p : l ~ []) : l = [] := eq_nil_of_length_eq_zero p.length_eq
theorem Perm.nil_eq (p : [] ~ l) : [] = l := p.symm.eq_nil.symm
@[simp] theorem perm_nil : l₁ ~ [] ↔ l₁ = [] := ⟨Perm.eq_nil, Perm.of_eq⟩
@[simp] theorem nil_perm : [] ~ l₁ ↔ l₁ = [] := perm_comm.trans perm_nil

theorem Perm.append_right (t : List α) (p : l₁ ~ l₂) : l₁ ++ t ~ l₂ ++ t := by
  induction p with
  | nil => exact .refl _
  | cons x _ ih => exact .cons x ih
  | swap x y l => exact .swap x y _
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.append_left {t₁ t₂ : List α} (l : List α) (p : t₁ ~ t₂) : l ++ t₁ ~ l ++ t₂ := by
  induction l with
  | nil => exact p
  | cons x _ ih => exact .cons x ih
theorem Perm.append {t₁ t₂ : List α} (p₁ : l₁ ~ l₂) (p₂ : t₁ ~ t₂) : l₁ ++ t₁ ~ l₂ ++ t₂ :=
  (p₁.append_right t₁).trans (p₂.append_left l₂)
@[simp] theorem perm_middle : l₁ ++ a :: l₂ ~ a :: (l₁ ++ l₂) := by
  induction l₁ with
  | nil => exact .refl _
  | cons x _ ih => exact (Perm.cons x ih).trans (.swap a x _)
@[simp] theorem perm_append_singleton (a : α) (l : List α) : l ++ [a] ~ a :: l :=
  perm_middle.trans (by rw [append_nil]; exact .refl _)
theorem perm_append_comm : l₁ ++ l₂ ~ l₂ ++ l₁ := by
  induction l₁ with
  | nil => rw [append_nil]; exact .refl _
  | cons x _ ih => exact (Perm.cons x ih).trans perm_middle.symm
@[simp] theorem reverse_perm (l : List α) : reverse l ~ l := by
  induction l with
  | nil => exact .refl _
  | cons x l ih => rw [reverse_cons]; exact (perm_append_singleton x _).trans (.cons x ih)

theorem Perm.map (f : α → β) (p : l₁ ~ l₂) : List.map f l₁ ~ List.map f l₂ := by
  induction p with
  | nil => exact .nil
  | cons x _ ih => exact .cons _ ih
  | swap x y l => exact .swap _ _ _
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.filter (p : α → Bool) (s : l₁ ~ l₂) : List.filter p l₁ ~ List.filter p l₂ := by
  induction s with
  | nil => exact .nil
  | cons x _ ih =>
    by_cases h : p x = true
    · rw [filter_cons_of_pos h, filter_cons_of_pos h]; exact .cons x ih
    · rw [filter_cons_of_neg h, filter_cons_of_neg h]; exact ih
  | swap x y l =>
    by_cases hx : p x = true <;> by_cases hy : p y = true <;> simp [hx, hy]
    exact .swap x y _
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.countP_eq (p : α → Bool) (s : l₁ ~ l₂) : countP p l₁ = countP p l₂ := by
  induction s with
  | nil => rfl
  | cons x _ ih => rw [countP_cons, countP_cons, ih]
  | swap x y l => rw [countP_cons, countP_cons, countP_cons, countP_cons, Nat.add_right_comm]
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.count_eq [BEq α] (p : l₁ ~ l₂) (a : α) : List.count a l₁ = List.count a l₂ := p.countP_eq _
theorem Perm.sum_nat {l₁ l₂ : List Nat} (h : l₁ ~ l₂) : l₁.sum = l₂.sum := by
  induction h with
  | nil => rfl
  | cons x _ ih => rw [sum_cons, sum_cons, ih]
  | swap x y l => rw [sum_cons, sum_cons, sum_cons, sum_cons, Nat.add_left_comm]
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.pairwise {l l' : List α} (hl : l ~ l') (hR : Pairwise R l) (hsymm : ∀ {x y : α}, R x y → R y x) :
    Pairwise R l' := by
  induction hl with
  | nil => exact hR
  | cons x p ih => exact .cons (fun b hb => rel_of_pairwise_cons hR (p.mem_iff.2 hb)) (ih hR.of_cons)
  | swap x y l =>
    refine .cons (fun b hb => ?_) (.cons (fun b hb => ?_) hR.of_cons.of_cons)
    · rcases mem_cons.1 hb with rfl | hb
      · exact hsymm (rel_of_pairwise_cons hR (.head _))
      · exact rel_of_pairwise_cons hR.of_cons hb
    · exact rel_of_pairwise_cons hR (.tail _ hb)
  | trans _ _ ih₁ ih₂ => exact ih₂ (ih₁ hR)
theorem Perm.pairwise_iff (S : ∀ {x y : α}, R x y → R y x) (p : l₁ ~ l₂) : Pairwise R l₁ ↔ Pairwise R l₂ :=
  ⟨fun h => p.pairwise h S, fun h => p.symm.pairwise h S⟩
theorem Perm.nodup {l l' : List α} (hl : l ~ l') (hR : l.Nodup) : l'.Nodup := hl.pairwise hR Ne.symm
theorem Perm.nodup_iff (p : l₁ ~ l₂) : Nodup l₁ ↔ Nodup l₂ := ⟨p.nodup, p.symm.nodup⟩
theorem Perm.any_eq {f : α → Bool} (hp : l₁ ~ l₂) : l₁.any f = l₂.any f := by
  rw [Bool.eq_iff_iff, any_eq_true, any_eq_true]; simp only [hp.mem_iff]
theorem Perm.all_eq {f : α → Bool} (hp : l₁ ~ l₂) : l₁.all f = l₂.all f := by
  rw [Bool.eq_iff_iff, all_eq_true, all_eq_true]; simp only [hp.mem_iff]
end List
