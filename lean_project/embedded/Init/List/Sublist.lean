/- Parts of lists: subsets, sublists, prefixes, suffixes. -/
prelude
import Init.List.Perm
import Init.WF
set_option autoImplicit false
universe u v

namespace List
variable {α : Type u} {β : Type v} {a : α} {l l₁ l₂ l₃ : List α}

theorem sizeOf_lt_of_mem [SizeOf α] {as : List α} (h : a ∈ as) : sizeOf a < sizeOf as := by
  induction h with
  | head as =>
    show sizeOf a < 1 + sizeOf a + sizeOf as
    rw [Nat.add_comm 1, Nat.add_right_comm]
    exact Nat.lt_succ_of_le (Nat.le_add_right _ _)
  | tail b _ ih => exact Nat.lt_of_lt_of_le ih (Nat.le_add_left _ _)

/-! ## Subsets -/
theorem subset_def : l₁ ⊆ l₂ ↔ ∀ {a : α}, a ∈ l₁ → a ∈ l₂ := ⟨fun h _ ha => h ha, fun h _ ha => h ha⟩
@[simp] theorem Subset.refl (l : List α) : l ⊆ l := fun _ h => h
theorem Subset.trans (h₁ : l₁ ⊆ l₂) (h₂ : l₂ ⊆ l₃) : l₁ ⊆ l₃ := fun _ h => h₂ (h₁ h)
@[simp] theorem nil_subset (l : List α) : [] ⊆ l := fun _ h => nomatch h
@[simp] theorem cons_subset {m : List α} : a :: l ⊆ m ↔ a ∈ m ∧ l ⊆ m :=
  ⟨fun h => ⟨h (.head l), fun _ m => h (.tail a m)⟩, fun ⟨h, hs⟩ _ m => (mem_cons.1 m).elim (fun e => e ▸ h) fun m => hs m⟩
@[simp] theorem subset_nil : l ⊆ [] ↔ l = [] := by
  cases l with
  | nil => simp
  | cons a l => simp
theorem subset_cons_self (a : α) (l : List α) : l ⊆ a :: l := fun _ h => .tail a h
theorem subset_cons_of_subset (a : α) (h : l₁ ⊆ l₂) : l₁ ⊆ a :: l₂ := fun _ m => .tail a (h m)
theorem cons_subset_cons (a : α) (h : l₁ ⊆ l₂) : a :: l₁ ⊆ a :: l₂ :=
  cons_subset.2 ⟨.head l₂, subset_cons_of_subset a h⟩
theorem subset_append_left (l₁ l₂ : List α) : l₁ ⊆ l₁ ++ l₂ := fun _ h => mem_append.2 (.inl h)
theorem subset_append_right (l₁ l₂ : List α) : l₂ ⊆ l₁ ++ l₂ := fun _ h => mem_append.2 (.inr h)
@[simp] theorem append_subset : l₁ ++ l₂ ⊆ l ↔ l₁ ⊆ l ∧ l₂ ⊆ l :=
  ⟨fun h => ⟨fun _ m => h (mem_append.2 (.inl m)), fun _ m => h (mem_append.2 (.inr m))⟩,
    fun ⟨h₁, h₂⟩ _ m => (mem_append.1 m).elim (fun m => h₁ m) fun m => h₂ m⟩
theorem map_subset (f : α → β) (h : l₁ ⊆ l₂) : map f l₁ ⊆ map f l₂ := fun _ m =>
  let ⟨a, ha, e⟩ := mem_map.1 m
  mem_map.2 ⟨a, h ha, e⟩
theorem Perm.subset (p : l₁.Perm l₂) : l₁ ⊆ l₂ := fun _ h => p.mem_iff.1 h

/-! ## Sublists -/
open Sublist
@[simp] theorem nil_sublist : (l : List α) → [] <+ l
  | [] => .slnil
  | a :: l => .cons a (nil_sublist l)
@[simp] theorem Sublist.refl : (l : List α) → l <+ l
  | [] => .slnil
  | a :: l => .cons_cons a (Sublist.refl l)
theorem Sublist.trans (h₁ : l₁ <+ l₂) (h₂ : l₂ <+ l₃) : l₁ <+ l₃ := by
  induction h₂ generalizing l₁ with
  | slnil => exact h₁
  | cons a _ ih => exact .cons a (ih h₁)
  | cons_cons a h ih =>
    cases h₁ with
    | cons _ h₁ => exact .cons a (ih h₁)
    | cons_cons _ h₁ => exact .cons_cons a (ih h₁)
@[simp] theorem sublist_cons_self (a : α) (l : List α) : l <+ a :: l := .cons a (Sublist.refl l)
theorem sublist_of_cons_sublist (h : a :: l₁ <+ l₂) : l₁ <+ l₂ := (sublist_cons_self a l₁).trans h
@[simp] theorem cons_sublist_cons : a :: l₁ <+ a :: l₂ ↔ l₁ <+ l₂ :=
  ⟨fun h => by
    cases h with
    | cons _ h => exact sublist_of_cons_sublist h
    | cons_cons _ h => exact h, .cons_cons a⟩
theorem Sublist.subset (h : l₁ <+ l₂) : l₁ ⊆ l₂ := by
  induction h with
  | slnil => exact fun _ h => h
  | cons a _ ih => exact subset_cons_of_subset a ih
  | cons_cons a _ ih => exact cons_subset_cons a ih
theorem Sublist.mem (hx : a ∈ l₁) (hl : l₁ <+ l₂) : a ∈ l₂ := hl.subset hx
theorem Sublist.length_le (h : l₁ <+ l₂) : length l₁ ≤ length l₂ := by
  induction h with
  | slnil => exact Nat.le_refl 0
  | cons a _ ih => exact Nat.le_succ_of_le ih
  | cons_cons a _ ih => exact Nat.succ_le_succ ih
theorem Sublist.eq_of_length_le (h : l₁ <+ l₂) (hl : length l₂ ≤ length l₁) : l₁ = l₂ := by
  induction h with
  | slnil => rfl
  | cons a s _ => exact absurd (Nat.le_trans hl s.length_le) (Nat.not_succ_le_self _)
  | cons_cons a _ ih => rw [ih (Nat.le_of_succ_le_succ hl)]
theorem Sublist.eq_of_length (h : l₁ <+ l₂) (hl : length l₁ = length l₂) : l₁ = l₂ := h.eq_of_length_le (Nat.le_of_eq hl.symm)
@[simp] theorem sublist_nil : l <+ [] ↔ l = [] := ⟨fun h => by cases h; rfl, fun h => h ▸ .slnil⟩
@[simp] theorem sublist_append_left : (l₁ l₂ : List α) → l₁ <+ l₁ ++ l₂
  | [], l₂ => nil_sublist l₂
  | a :: l₁, l₂ => .cons_cons a (sublist_append_left l₁ l₂)
@[simp] theorem sublist_append_right : (l₁ l₂ : List α) → l₂ <+ l₁ ++ l₂
  | [], l₂ => Sublist.refl l₂
  | a :: l₁, l₂ => .cons a (sublist_append_right l₁ l₂)
theorem Sublist.append_right (h : l₁ <+ l₂) (l : List α) : l₁ ++ l <+ l₂ ++ l := by
  induction h with
  | slnil => exact Sublist.refl l
  | cons a _ ih => exact .cons a ih
  | cons_cons a _ ih => exact .cons_cons a ih
@[simp] theorem append_sublist_append_left (l : List α) : l ++ l₁ <+ l ++ l₂ ↔ l₁ <+ l₂ := by
  induction l with
  | nil => exact Iff.rfl
  | cons a l ih => exact cons_sublist_cons.trans ih
theorem Sublist.append_left (h : l₁ <+ l₂) (l : List α) : l ++ l₁ <+ l ++ l₂ := (append_sublist_append_left l).2 h
theorem Sublist.append {r₁ r₂ : List α} (hl : l₁ <+ l₂) (hr : r₁ <+ r₂) : l₁ ++ r₁ <+ l₂ ++ r₂ :=
  (hl.append_right _).trans (hr.append_left _)
theorem Sublist.map (f : α → β) (h : l₁ <+ l₂) : map f l₁ <+ map f l₂ := by
  induction h with
  | slnil => exact .slnil
  | cons a _ ih => exact .cons (f a) ih
  | cons_cons a _ ih => exact .cons_cons (f a) ih
@[simp] theorem filter_sublist {p : α → Bool} : {l : List α} → filter p l <+ l
  | [] => .slnil
  | a :: l => by
    rw [filter_cons]
    split
    · exact .cons_cons a filter_sublist
    · exact .cons a filter_sublist
theorem tail_sublist : (l : List α) → tail l <+ l
  | [] => .slnil
  | a :: l => sublist_cons_self a l
theorem take_sublist : (i : Nat) → (l : List α) → take i l <+ l
  | 0, l => nil_sublist l
  | _ + 1, [] => .slnil
  | i + 1, a :: l => .cons_cons a (take_sublist i l)
theorem drop_sublist : (i : Nat) → (l : List α) → drop i l <+ l
  | 0, l => Sublist.refl l
  | _ + 1, [] => .slnil
  | i + 1, a :: l => .cons a (drop_sublist i l)
theorem singleton_sublist : [a] <+ l ↔ a ∈ l :=
  ⟨fun h => h.subset (.head _), fun h => by
    induction h with
    | head l => exact .cons_cons a (nil_sublist l)
    | tail b _ ih => exact .cons b ih⟩
theorem Pairwise.sublist {R : α → α → Prop} (h : l₁ <+ l₂) : l₂.Pairwise R → l₁.Pairwise R := by
  induction h with
  | slnil => exact id
  | cons a _ ih => exact fun p => ih (pairwise_cons.1 p).2
  | cons_cons a s ih => exact fun p => pairwise_cons.2 ⟨fun b m => (pairwise_cons.1 p).1 b (s.subset m), ih (pairwise_cons.1 p).2⟩
theorem Sublist.nodup (h : l₁ <+ l₂) : Nodup l₂ → Nodup l₁ := Pairwise.sublist h
instance instDecidableSublistOfDecidableEq [DecidableEq α] : (l₁ l₂ : List α) → Decidable (l₁ <+ l₂)
  | [], l => isTrue (nil_sublist l)
  | _ :: _, [] => isFalse (fun h => nomatch h)
  | a :: l₁, b :: l₂ =>
    if e : a = b then
      match instDecidableSublistOfDecidableEq l₁ l₂ with
      | isTrue h => isTrue (e ▸ .cons_cons a h)
      | isFalse h => isFalse fun h' => h (by subst e; exact cons_sublist_cons.1 h')
    else
      match instDecidableSublistOfDecidableEq (a :: l₁) l₂ with
      | isTrue h => isTrue (.cons b h)
      | isFalse h => isFalse fun h' => by
        cases h' with
        | cons _ h' => exact h h'
        | cons_cons _ _ => exact e rfl

/-! ## Prefixes and suffixes -/
@[simp] theorem prefix_append (l₁ l₂ : List α) : l₁ <+: l₁ ++ l₂ := ⟨l₂, rfl⟩
@[simp] theorem suffix_append (l₁ l₂ : List α) : l₂ <:+ l₁ ++ l₂ := ⟨l₁, rfl⟩
@[simp] theorem nil_prefix {l : List α} : [] <+: l := ⟨l, rfl⟩
@[simp] theorem nil_suffix {l : List α} : [] <:+ l := ⟨l, append_nil l⟩
@[simp] theorem prefix_rfl {l : List α} : l <+: l := ⟨[], append_nil l⟩
@[simp] theorem suffix_rfl {l : List α} : l <:+ l := ⟨[], rfl⟩
theorem IsPrefix.trans : l₁ <+: l₂ → l₂ <+: l₃ → l₁ <+: l₃
  | ⟨r₁, e₁⟩, ⟨r₂, e₂⟩ => ⟨r₁ ++ r₂, by rw [← e₂, ← e₁, append_assoc]⟩
theorem IsSuffix.trans : l₁ <:+ l₂ → l₂ <:+ l₃ → l₁ <:+ l₃
  | ⟨r₁, e₁⟩, ⟨r₂, e₂⟩ => ⟨r₂ ++ r₁, by rw [← e₂, ← e₁, append_assoc]⟩
protected theorem IsPrefix.sublist : l₁ <+: l₂ → l₁ <+ l₂
  | ⟨_, e⟩ => e ▸ sublist_append_left l₁ _
protected theorem IsSuffix.sublist : l₁ <:+ l₂ → l₁ <+ l₂
  | ⟨r, e⟩ => e ▸ sublist_append_right r l₁
theorem IsPrefix.length_le (h : l₁ <+: l₂) : l₁.length ≤ l₂.length := h.sublist.length_le
theorem IsSuffix.length_le (h : l₁ <:+ l₂) : l₁.length ≤ l₂.length := h.sublist.length_le
theorem IsPrefix.subset (h : l₁ <+: l₂) : l₁ ⊆ l₂ := h.sublist.subset
theorem IsSuffix.subset (h : l₁ <:+ l₂) : l₁ ⊆ l₂ := h.sublist.subset
@[simp] theorem prefix_cons_inj (a : α) : a :: l₁ <+: a :: l₂ ↔ l₁ <+: l₂ :=
  ⟨fun ⟨t, e⟩ => ⟨t, (cons.inj e).2⟩, fun ⟨t, e⟩ => ⟨t, congrArg (a :: ·) e⟩⟩
theorem cons_prefix_cons {b : α} : a :: l₁ <+: b :: l₂ ↔ a = b ∧ l₁ <+: l₂ :=
  ⟨fun ⟨t, e⟩ => ⟨(cons.inj e).1, t, (cons.inj e).2⟩, fun ⟨h, t, e⟩ => ⟨t, by rw [h, ← e]; rfl⟩⟩
attribute [simp] cons_prefix_cons
@[simp] theorem prefix_nil : l <+: [] ↔ l = [] :=
  ⟨fun ⟨_, e⟩ => (append_eq_nil_iff.1 e).1, fun h => h ▸ nil_prefix⟩
theorem take_prefix (i : Nat) (l : List α) : take i l <+: l := ⟨drop i l, take_append_drop i l⟩
theorem drop_suffix (i : Nat) (l : List α) : drop i l <:+ l := ⟨take i l, take_append_drop i l⟩
theorem prefix_iff_eq_take : l₁ <+: l₂ ↔ l₁ = take (length l₁) l₂ :=
  ⟨fun ⟨_, e⟩ => by rw [← e, take_left], fun e => e ▸ take_prefix _ _⟩

/-! ## What is decided element by element -/
instance instDecidablePairwise {R : α → α → Prop} [DecidableRel R] : (l : List α) → Decidable (Pairwise R l)
  | [] => isTrue .nil
  | a :: l =>
    have := instDecidablePairwise (R := R) l
    decidable_of_iff ((∀ b, b ∈ l → R a b) ∧ Pairwise R l) pairwise_cons.symm
instance nodupDecidable [DecidableEq α] (l : List α) : Decidable l.Nodup := instDecidablePairwise l

theorem perm_cons_erase [BEq α] [LawfulBEq α] (h : a ∈ l) : l.Perm (a :: l.erase a) := by
  induction l with
  | nil => exact nomatch h
  | cons b l ih =>
    by_cases e : b = a
    · subst e; rw [erase_cons_head]; exact .refl _
    · rw [erase_cons_tail (by simp [e])]
      exact ((ih ((mem_cons.1 h).resolve_left fun h => e h.symm)).cons b).trans (.swap a b _)
theorem Perm.erase [BEq α] [LawfulBEq α] (a : α) (p : l₁.Perm l₂) : (l₁.erase a).Perm (l₂.erase a) := by
  induction p with
  | nil => exact .nil
  | cons x p ih =>
    rw [erase_cons, erase_cons]
    split
    · exact p
    · exact ih.cons x
  | swap x y l =>
    by_cases hx : x = a <;> by_cases hy : y = a
    · subst hx; subst hy; exact .refl _
    · subst hx; rw [erase_cons_head, erase_cons_tail (by simp [hy]), erase_cons_head]; exact .refl _
    · subst hy; rw [erase_cons_head, erase_cons_tail (by simp [hx]), erase_cons_head]; exact .refl _
    · have ha : ¬(x == a) = true := by simp [hx]
      have hb : ¬(y == a) = true := by simp [hy]
      rw [erase_cons_tail ha, erase_cons_tail hb, erase_cons_tail hb, erase_cons_tail ha]; exact .swap x y _
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
open Classical in
theorem Perm.cons_inv (p : (a :: l₁).Perm (a :: l₂)) : l₁.Perm l₂ := by
  have p := p.erase a
  rw [erase_cons_head, erase_cons_head] at p
  exact p
@[simp] theorem perm_cons (a : α) {l₁ l₂ : List α} : (a :: l₁).Perm (a :: l₂) ↔ l₁.Perm l₂ := ⟨.cons_inv, .cons a⟩
theorem cons_perm_iff_perm_erase [BEq α] [LawfulBEq α] : (a :: l₁).Perm l₂ ↔ a ∈ l₂ ∧ l₁.Perm (l₂.erase a) :=
  ⟨fun p =>
    have h := p.subset (.head l₁)
    ⟨h, (p.trans (perm_cons_erase h)).cons_inv⟩, fun ⟨h, p⟩ => (p.cons a).trans (perm_cons_erase h).symm⟩
theorem perm_iff_count [BEq α] [LawfulBEq α] : l₁.Perm l₂ ↔ ∀ a, count a l₁ = count a l₂ := by
  refine ⟨Perm.count_eq, fun h => ?_⟩
  induction l₁ generalizing l₂ with
  | nil =>
    cases l₂ with
    | nil => exact .nil
    | cons b l₂ => exact absurd (h b) (by simp)
  | cons a l₁ ih =>
    have m : a ∈ l₂ := count_pos_iff.1 (by rw [← h a]; simp)
    refine cons_perm_iff_perm_erase.2 ⟨m, ih fun b => ?_⟩
    have e := (perm_cons_erase m).count_eq b
    have e' := h b
    rw [count_cons] at e e'
    exact Nat.add_right_cancel (e'.trans e)
@[simp] theorem perm_append_left_iff {l₁ l₂ : List α} : (l : List α) → ((l ++ l₁).Perm (l ++ l₂) ↔ l₁.Perm l₂)
  | [] => Iff.rfl
  | a :: l => (perm_cons a).trans (perm_append_left_iff l)
@[simp] theorem perm_append_right_iff {l₁ l₂ : List α} (l : List α) : (l₁ ++ l).Perm (l₂ ++ l) ↔ l₁.Perm l₂ :=
  ⟨fun p => (perm_append_left_iff l).1 (perm_append_comm.trans (p.trans perm_append_comm)), .append_right l⟩
def isPerm [BEq α] : List α → List α → Bool
  | [], l₂ => l₂.isEmpty
  | a :: l₁, l₂ => l₂.contains a && l₁.isPerm (l₂.erase a)
theorem isPerm_iff [BEq α] [LawfulBEq α] {l₁ l₂ : List α} : l₁.isPerm l₂ = true ↔ l₁.Perm l₂ := by
  induction l₁ generalizing l₂ with
  | nil => simp [isPerm, isEmpty_iff]
  | cons a l₁ ih => simp [isPerm, ih, cons_perm_iff_perm_erase]
instance decidablePerm [DecidableEq α] (l₁ l₂ : List α) : Decidable (l₁.Perm l₂) := decidable_of_iff _ isPerm_iff
end List
