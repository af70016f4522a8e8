"""Lean texts for the tests of the library: each tactic and command at work, goals as they print, and ways to fail."""

# Name → a text that Lean accepts, with these variables in scope.
VARIABLES = "variable (p q r : Prop) (a b c n m : Nat)\n"
_TACTICS = {
    "exact": "example (h : p) : p := by exact h",
    "intro": "example : p → q → p := by intro hp hq; exact hp",
    "intros": "example : p → q → p := by intros; assumption",
    "intro with a pattern": "example : p ∧ q → q := by intro ⟨_, hq⟩; exact hq",
    "apply": "example (h : p → q) (hp : p) : q := by apply h; exact hp",
    "refine": "example (hp : p) (hq : q) : p ∧ q := by refine ⟨?_, hq⟩; exact hp",
    "refine'": "example (hp : p) (hq : q) : p ∧ q := by refine' ⟨_, hq⟩; exact hp",
    "constructor": """
example (hp : p) (hq : q) : p ∧ q := by
  constructor
  · exact hp
  · exact hq
""",
    "cases": """
example (h : p ∨ q) : q ∨ p := by
  cases h with
  | inl h => exact .inr h
  | inr h => exact .inl h
""",
    "cases on Nat": """
example (n : Nat) : n = 0 ∨ ∃ k, n = k + 1 := by
  cases n
  case zero => left; rfl
  case succ k => right; exact ⟨k, rfl⟩
""",
    "rcases": """
example (h : (∃ x, x = n ∧ p) ∨ q) : p ∨ q := by
  rcases h with ⟨x, rfl, hp⟩ | hq
  · left; exact hp
  · right; exact hq
""",
    "obtain": """
example (h : ∃ x, x = n ∧ p) : p := by
  obtain ⟨x, -, hp⟩ := h
  exact hp
""",
    "induction": """
example : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]
""",
    "induction without alternatives": """
example : 0 + n = n := by
  induction n
  · rfl
  · rename_i k ih
    exact congrArg Nat.succ ih
""",
    "rw": "example (h : a = b) : a + c = b + c := by rw [h]",
    "rw ←": "example (h : a = b) : b + c = a + c := by rw [← h]",
    "rw at": "example (h : a = b) (h' : a + c = 5) : b + c = 5 := by rw [h] at h'; exact h'",
    "rwa": "example (h : a = b) (h' : a + c = 5) : b + c = 5 := by rwa [h] at h'",
    "rewrite": "example (h : a = b) : a = b := by rewrite [h]; rfl",
    "simp": "example : a + 0 = a := by simp",
    "simp with a hypothesis": "example (h : a = b) : b = a := by simp [h]",
    "simp only": "example (h : a = b) : a + c = b + c := by simp only [h]",
    "simp at": "example (h : p ∧ True) : p := by simp at h; exact h",
    "simp [*]": "example (h : a = b) (h' : b = c) : a = c := by simp [*]",
    "simp [←]": "example (h : a = b) : b = a := by simp [← h]",
    "simp_all": "example (h : p) (h' : p → q) : q := by simp_all",
    "simp adds numerals": "example : a + 2 + 3 = a + 5 := by simp",
    "simp on if": "example (h : p) [Decidable p] : (if p then a else b) = a := by simp [h]",
    "simp on if, negative": "example [Decidable p] (h : ¬p) : (if p then a else b) = b := by simp [h]",
    "simp on if h :": "example (h : p) [Decidable p] : (if h : p then a else b) = a := by simp [h]",
    "simp +contextual": "example : p → (p ∧ q ↔ q) := by simp +contextual",
    "simpa using": "example (h : a + 0 = b) : a = b := by simpa using h",
    "simpa": "example (h : p) : p ∧ True := by simpa",
    "dsimp": "example : (fun x : Nat => x + 0) a = a := by dsimp",
    "dsimp only": "example : (fun x : Nat => x) a = a := by dsimp only",
    "rfl": "example : 2 + 2 = 4 := by rfl",
    "rfl for iff": "example : p ↔ p := by rfl",
    "rfl for ≤": "example : a ≤ a := by rfl",
    "decide": "example : 2 + 2 = 4 ∧ ¬ 3 ≤ 2 := by decide",
    "decide for all": "example : ∀ x, x < 5 → x * x < 25 := by decide",
    "decide a disjunction": "example : 7 = 8 ∨ 7 ∣ 21 := by decide",
    "exists": "example : ∃ x, x * 3 = 12 := by exists 4",
    "have": """
example (h : p ∧ q) : q := by
  have hq := h.2
  have : p := h.1
  exact hq
""",
    "have by": """
example : 1 + 1 = 2 := by
  have h : 1 + 1 = 2 := by rfl
  exact h
""",
    "have with a pattern": """
example (h : ∃ x : Nat, x = 3) : True := by
  have ⟨x, hx⟩ := h
  trivial
""",
    "show": "example (hp : p) : p := by show p; exact hp",
    "suffices": """
example (hp : p) (h : p → q) : q := by
  suffices h' : p from h h'
  exact hp
""",
    "generalize with a name": """
example : a + a = a + a := by
  generalize h : a + a = x
  rw [← h]
""",
    "calc": """
example (h₁ : a = b) (h₂ : b = c) : a = c := by
  calc a = b := h₁
    _ = c := h₂
""",
    "calc with = ≤ <": """
example (h₁ : a ≤ b) (h₂ : b < c) (h₃ : c = n) : a < n := by
  calc a
    _ ≤ b := h₁
    _ < c := h₂
    _ = n := h₃
""",
    "<;>": "example (hp : p) : p ∧ p := by constructor <;> exact hp",
    "first": "example (hp : p) : p := by first | exact trivial | exact hp",
    "repeat": "example (hp : p) : p ∧ p ∧ p := by repeat (first | exact hp | constructor)",
    "all_goals": """
example (hp : p) : p ∧ p := by
  constructor
  all_goals exact hp
""",
    "case": """
example (h : p ∨ p) : p := by
  cases h
  case inl h => exact h
  case inr h => exact h
""",
    "next": """
example (h : p ∨ p) : p := by
  cases h
  next h => exact h
  next h => exact h
""",
    "contradiction": "example (hp : p) (hn : ¬p) : q := by contradiction",
    "contradiction on Nat": "example (h : a + 1 = 0) : q := by contradiction",
    "contradiction on Option": "example (h : none = some a) : q := by contradiction",
    "exfalso": "example (hp : p) (hn : ¬p) : q := by exfalso; exact hn hp",
    "left": "example (hp : p) : p ∨ q := by left; exact hp",
    "right": "example (hq : q) : p ∨ q := by right; exact hq",
    "trivial": "example : True ∧ True := by trivial",
    "assumption": "example (hp : p) : p := by assumption",
    "subst": "example (h : a = b) (h' : a = 3) : b = 3 := by subst h; exact h'",
    "subst_vars": "example (h : a = b) (h' : a = 3) : b = 3 := by subst_vars; rfl",
    "symm": "example (h : a = b) : b = a := by symm; exact h",
    "symm at": "example (h : a = b) : b = a := by symm at h; exact h",
    "unfold": """
def double (n : Nat) := n + n
example : double 2 = 4 := by unfold double; rfl
""",
    "simp unfolds": """
def double (n : Nat) := n + n
example : double a = a + a := by simp [double]
""",
    "delta": """
def double (n : Nat) := n + n
example : double 2 = 4 := by delta double; rfl
""",
    "specialize": "example (h : ∀ x : Nat, x = x → p) : p := by specialize h 3 rfl; exact h",
    "revert": "example (h : p) : p := by revert h; exact id",
    "clear": "example (h : p) (h' : q) : p := by clear h'; exact h",
    "injection": "example (h : a + 1 = b + 1) : a = b := by injection h",
    "injection on Option": "example (h : some a = some b) : a = b := by injection h with h;",
    "injections": "example (h : a + 2 = b + 2) : a = b := by injections",
    "cases on an equation": "example (h : some a = some b) : a = b := by cases h; rfl",
    "split": """
example [Decidable p] (h : a = b) : (if p then a else b) = b := by
  split
  · exact h
  · rfl
""",
    "split a match": """
example (o : Option Nat) : (match o with | some _ => 1 | none => 1) = 1 := by
  split
  · rfl
  · rfl
""",
    "split at": """
example [Decidable p] (h : (if p then a else b) = c) : a = c ∨ b = c := by
  split at h
  · exact .inl h
  · exact .inr h
""",
    "by_cases": """
example : p ∨ ¬p := by
  by_cases h : p
  · exact .inl h
  · exact .inr h
""",
    "funext": "example (f : Nat → Nat) (h : ∀ x, f x = x) : f = id := by funext x; exact h x",
    "ext": "example (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g := by ext x; exact h x",
    "ext on pairs": "example (x y : Nat × Nat) (h : x.1 = y.1) (h' : x.2 = y.2) : x = y := by ext; exact h; exact h'",
    "exact?": "example (h : p) : p := by exact?",
    "conv": "example (h : b = c) : a + b = a + c := by conv => lhs; rw [h]",
    "change": "example : a + 0 = a := by change a = a; rfl",
    "rename_i": "example (h : p) : p → p := by intro; rename_i h; exact h",
    "and_intros": "example (hp : p) (hq : q) : p ∧ q := by and_intros; exact hp; exact hq",
    "classical": "example : p ∨ ¬p := by classical exact Decidable.em p",
    "congr": """
def double (n : Nat) := n + n
example (h : a = b) : double a = double b := by congr
""",
    "replace": "example (h : p ∧ q) : q := by replace h := h.2; exact h",
    "match": """
example (h : p ∨ q) : q ∨ p := by
  match h with
  | .inl h => exact .inr h
  | .inr h => exact .inl h
""",
    "show_term": "example (hp : p) : p := by show_term exact hp",
    "eq_refl": "example : a = a := by eq_refl",
    "apply_assumption": "example (h : p → q) (hp : p) : q := by apply_assumption; assumption",
    "solve_by_elim": "example (h : p → q) (hp : p) : q := by solve_by_elim",
    "false_or_by_contra": "example (h : ¬¬p) : p := by false_or_by_contra; rename_i n; exact h n",
    "rintro": """
example : (p ∧ q) ∨ r → p ∨ r := by
  rintro (⟨hp, _⟩ | hr)
  · left; exact hp
  · right; exact hr
""",
    "rintro rfl": """
example : (∃ x : Nat, x = a ∧ p) → p := by
  rintro ⟨x, rfl, h⟩
  exact h
""",
    "induction generalizing": """
example : ∀ a b : Nat, a + b = b + a := by
  intro a b
  induction b generalizing a with
  | zero => simp
  | succ b ih => rw [Nat.succ_add, ← ih a]; rfl
""",
    "induction using": """
example : a = a := by
  induction a using Nat.strongRecOn with
  | ind n ih => rfl
""",
    "any_goals": """
example (hp : p) (hq : q) : p ∧ q := by
  constructor
  any_goals exact hp
  exact hq
""",
    "try": """
example (hp : p) : p := by
  try rfl
  exact hp
""",
    "by_cases without a name": """
example : p ∨ ¬p := by
  by_cases p
  · left; assumption
  · right; assumption
""",
    "infer_instance": "example : Inhabited Nat := by infer_instance",
    "iterate": """
example : True ∧ True := by
  iterate 1 constructor
  all_goals trivial
""",
    "fail_if_success": """
example : True := by
  fail_if_success exact False.elim ‹_›
  trivial
""",
    "simp on numerals": """
example : 12 * 12 = 144 ∧ 2 ^ 10 - 24 = 1000 ∧ 3 < 10 ∧ ¬3 = 4 := by simp
example : 17 % 5 = 2 ∧ 17 / 5 = 3 ∧ 3 ∣ 12 ∧ ¬3 ∣ 13 := by simp
""",
    "simp on offsets": """
example (h : a + 3 = b + 3) (h' : a + 5 ≤ b + 3) : a = b ∧ a + 2 ≤ b := by
  simp at h h'
  exact ⟨h, h'⟩
""",
    "simp on logic": "example : (¬(p ∧ ¬p)) ∧ (¬(p → q) ↔ p ∧ ¬q) ∧ (p ∨ True) := by simp",
    "simp on quantifiers": "example (P : Nat → Prop) : (¬∀ x, P x) ↔ ∃ x, ¬P x := by simp",
    "simp on lists": """
example (l m : List Nat) (f : Nat → Nat) : ((l ++ m).map f).length = l.length + m.length := by simp
example (l : List Nat) : a ∈ b :: l ++ [a] ∧ l.reverse.reverse = l := by simp
""",
    "simp on pairs, options and sums": """
example : ((a, b) = (b, a) ↔ a = b ∧ b = a) ∧ some a ≠ none := by simp
example : (Sum.inl a : Sum Nat Nat) ≠ .inr b := by simp
""",
    "simp?": "example : a + 0 = a := by simp?",
    "rfl by computation": "example : [1, 2] ++ [3] = [1, 2, 3] ∧ (2 + 3) * 4 = 20 := ⟨rfl, rfl⟩",
    "decide over a list": "example : ∀ x ∈ [1, 2, 3], x < 4 := by decide",
    "decide with a bound": "example : (∀ n ≤ 3, n * n ≤ 9) ∧ ∃ n, n < 4 ∧ n * n = 9 := by decide",
    "decide +kernel": "example : 100 * 100 = 10000 := by decide +kernel",
    "anonymous constructor": "example (hp : p) : ∃ x y : Nat, x + y = 3 ∧ p := ⟨1, 2, rfl, hp⟩",
    "let": """
example : ∃ x : Nat, x = 2 := by
  let y := 2
  exact ⟨y, rfl⟩
""",
    "calc with iff": """
example (h₁ : p ↔ q) (h₂ : q ↔ r) : p ↔ r := calc
  p ↔ q := h₁
  _ ↔ r := h₂
""",
    "calc with dvd": """
example (h₁ : a ∣ b) (h₂ : b = c) : a ∣ c := calc
  a ∣ b := h₁
  _ = c := h₂
""",
    "‹›": "example (hp : p) : p := ‹p›",
    "nofun": "example : ¬some 1 = none := by nofun",
    "nomatch": "example (h : False) : p := by nomatch h",
    "exfalso and absurd": """
example (hp : p) (hn : ¬p) : q := by
  exfalso
  exact absurd hp hn
""",
    "conv with a pattern": """
example (h : b = c) : a + b = a + c := by
  conv in b => rw [h]
""",
    "show from": "example (hp : p) : p := show p from hp",
    "exact? by a lemma of the library": "example (h : a ≤ b) (h' : b ≤ c) : a ≤ c := by exact?",
    "split_ifs by hand": """
example : (if a ≤ b then a else b) ≤ b := by
  split
  · assumption
  · exact Nat.le_refl b
""",
    "injection with": """
example (l m : List Nat) (h : a :: l = b :: m) : l = m := by
  injection h with h₁ h₂
""",
    "subst a variable": """
example (h : b = a + 1) : b ≠ 0 := by
  subst h
  simp
""",
    "rename_i after cases": """
example (h : p ∧ q) : p := by
  cases h
  rename_i hp hq
  exact hp
""",
    "nested focus": """
example : p → p ∧ (q → q) := by
  intro hp
  constructor
  · exact hp
  · intro hq
    exact hq
""",
}
TACTICS = {name: VARIABLES + text for name, text in _TACTICS.items()}

# Name → a text that Lean accepts.
COMMANDS = {
    "a structure with a field that depends on another": """
structure Bounded where
  bound : Nat
  value : Fin bound
theorem Bounded.same {a b : Bounded} (h : a = b) : a.bound = b.bound := by cases h; rfl
""",
    "a branch taken, in the proof that a function ends": """
def half (n : Nat) : Nat := if n < 2 then 0 else half (n - 2) + 1
theorem half_le (n : Nat) : half n ≤ n := by fun_induction half n <;> omega
""",
    "a permutation, in its opened notation": """
open List in
theorem moved (a : Nat) (l : List Nat) : l ++ [a] ~ a :: l := perm_append_singleton a l
""",
    "integers in numerals": """
theorem computed : (-7 : Int) % 3 = 2 ∧ (7 : Int) ∣ 21 ∧ (-7 : Int) < 3 := by simp
theorem decided : ¬(7 : Int) ∣ 22 := by decide
""",
    "#check": "#check Nat.add_comm\n#check @Exists\n#check type_of% @Nat.add_comm",
    "#print axioms": "theorem t : 1 = 1 := rfl\n#print axioms t",
    "#reduce": "#reduce 2 + 2",
    "namespace, section, open": """
namespace A
section
def f (n : Nat) : Nat := n + 1
theorem f_eq (n : Nat) : f n = n + 1 := rfl
end
end A
open A in
theorem t : f 1 = 2 := f_eq 1
open A
theorem u : f 1 = 2 := by rw [f_eq]
open Nat (add_comm) in
theorem v (a b : Nat) : a + b = b + a := add_comm a b
""",
    "variable": "variable {α : Type} (x : α)\ntheorem t : x = x := rfl",
    "theorem where": "theorem t {p q : Prop} : p ∧ q ↔ q ∧ p where\n  mp h := ⟨h.2, h.1⟩\n  mpr h := ⟨h.2, h.1⟩",
    "where": "theorem t (n : Nat) : n + 0 = n := helper n\nwhere helper (n : Nat) : n + 0 = n := rfl",
    "private, noncomputable": """
private def three := 3
noncomputable def pick (h : ∃ n : Nat, n > three) : Nat := Classical.choose h
theorem pick_spec (h : ∃ n : Nat, n > three) : pick h > three := Classical.choose_spec h
""",
    "@[simp], abbrev, instance": """
abbrev N := Nat
instance : Inhabited N := ⟨3⟩
def f (n : N) : N := n + 1
@[simp] theorem f_eq (n : N) : f n = n + 1 := rfl
example : f 3 = 4 := by simp
""",
    "inductive": """
inductive Tree (α : Type) where
  | leaf : Tree α
  | node : Tree α → α → Tree α → Tree α
namespace Tree
variable {α : Type}
def size : Tree α → Nat
  | leaf => 0
  | node l _ r => l.size + 1 + r.size
def mirror : Tree α → Tree α
  | leaf => leaf
  | node l a r => node r.mirror a l.mirror
theorem mirror_mirror (t : Tree α) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l a r ihl ihr => simp [mirror, ihl, ihr]
end Tree
""",
    "inductive predicate": """
inductive Even : Nat → Prop where
  | zero : Even 0
  | step {n : Nat} (h : Even n) : Even (n + 2)
theorem not_one : ¬Even 1 := by intro h; cases h
theorem add {m n : Nat} (hm : Even m) (hn : Even n) : Even (m + n) := by
  induction hn with
  | zero => exact hm
  | step _ ih => exact .step ih
""",
    "indexed family": """
inductive Vec (α : Type) : Nat → Type where
  | nil : Vec α 0
  | cons {n : Nat} : α → Vec α n → Vec α (n + 1)
def Vec.head {α : Type} {n : Nat} : Vec α (n + 1) → α
  | .cons a _ => a
""",
    "deriving": """
inductive Color | red | green | blue
deriving DecidableEq, BEq, Inhabited
example : Color.red ≠ Color.green := by decide
structure Point where
  x : Nat
  y : Nat := 0
deriving DecidableEq
example : ({ x := 1 } : Point) ≠ { x := 2 } := by decide
inductive Tree | leaf | node (l r : Tree)
deriving DecidableEq
example : Tree.node .leaf .leaf ≠ .leaf := by decide
""",
    "structure": """
@[ext] structure Point where
  x : Nat
  y : Nat := 0
example (p : Point) : { p with x := 3 }.x = 3 := rfl
example (p q : Point) (h : p.x = q.x) (h' : p.y = q.y) : p = q := by
  ext
  · exact h
  · exact h'
""",
    "class": """
class Monoid' (M : Type) where
  mul : M → M → M
  one : M
  one_mul : ∀ a, mul one a = a
open Monoid'
theorem one_one {M : Type} [Monoid' M] : mul (one : M) one = one := one_mul one
instance : Monoid' Nat := ⟨(· * ·), 1, Nat.one_mul⟩
example : (one : Nat) = 1 := rfl
""",
    "structural recursion": """
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)
example : fib 10 = 55 := rfl
example : fib 10 = 55 := by decide
example : fib 5 = 5 := by simp [fib]
example (n : Nat) : fib (n + 2) = fib n + fib (n + 1) := by rw [fib]
example : fib 1 = 1 := by unfold fib; rfl
def sum : List Nat → Nat
  | [] => 0
  | x :: xs => x + sum xs
theorem sum_append (l m : List Nat) : sum (l ++ m) = sum l + sum m := by
  induction l with
  | nil => simp [sum]
  | cons x xs ih => simp [sum, ih, Nat.add_assoc]
""",
    "well-founded recursion": """
def log2 (n : Nat) : Nat := if h : n ≤ 1 then 0 else log2 (n / 2) + 1
termination_by n
decreasing_by exact Nat.div_lt_self (Nat.lt_of_lt_of_le Nat.one_pos (Nat.le_of_lt (Nat.lt_of_not_le h))) (by decide)
def ack : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ack m 1
  | m + 1, n + 1 => ack m (ack (m + 1) n)
termination_by m n => (m, n)
""",
    "mutual": """
mutual
def isEven : Nat → Bool
  | 0 => true
  | n + 1 => isOdd n
def isOdd : Nat → Bool
  | 0 => false
  | n + 1 => isEven n
end
example : isEven 4 = true := by simp [isEven, isOdd]
mutual
inductive Ev : Nat → Prop where
  | zero : Ev 0
  | succ {n : Nat} : Od n → Ev (n + 1)
inductive Od : Nat → Prop where
  | succ {n : Nat} : Ev n → Od (n + 1)
end
example : Ev 2 := .succ (.succ .zero)
""",
    "if, with split and simp": """
def larger (a b : Nat) : Nat := if a ≤ b then b else a
example (a b : Nat) : a ≤ larger a b := by
  unfold larger
  split
  · assumption
  · exact Nat.le_refl a
example (a b : Nat) : a ≤ larger a b := by by_cases h : a ≤ b <;> simp [larger, h]
def pred' (n : Nat) : Nat := if h : n = 0 then n else n - 1
example : pred' 0 = 0 := by simp [pred']
""",
    "match": """
def lookup (k : Nat) : List (Nat × Bool) → Option Bool
  | [] => none
  | (k', v) :: rest => if k = k' then some v else lookup k rest
example : lookup 3 [(2, true), (3, false)] = some false := by simp [lookup]
example (o : Option Nat) : (match o with | some n => n + 1 | none => 1) > 0 := by cases o <;> simp
""",
    "binder notation": """
example (P : Nat → Prop) (h : ∀ x > 3, P x) : P 4 := h 4 (by decide)
example : ∃ x > 3, x < 5 := ⟨4, by decide, by decide⟩
example (s : { n : Nat // n > 3 }) : (s : Nat) > 3 := s.2
example (b : Bool) (h : b) : b = true := h
""",
    "Classical": """
open Classical in
noncomputable def indicator (P : Nat → Prop) (n : Nat) : Nat := if P n then 1 else 0
theorem em' (p : Prop) : p ∨ ¬p := Classical.em p
theorem choice' (P : Nat → Nat → Prop) (h : ∀ x, ∃ y, P x y) : ∃ f : Nat → Nat, ∀ x, P x (f x) :=
  Classical.axiomOfChoice h
""",
    "Quot, funext, propext": """
def r (a b : Nat) : Prop := a % 2 = b % 2
example : Quot.mk r 0 = Quot.mk r 2 := Quot.sound rfl
example (f : Nat → Nat) (h : ∀ x, f x = x) : f = id := funext h
example (p q : Prop) (h : p ↔ q) : p = q := propext h
""",
    "numerals": "example : 123456789 * 987654321 = 121932631112635269 := by decide\nexample : 2 ^ 100 % 7 = 2 := rfl",
}

# Goals that print as they are written here; `p q` are propositions, `a b` numbers, `x y` Booleans, `l` a list,
# `o` an option, `f` a function and `P` a predicate on numbers.
GOALS = [
    "a + b = b + a",
    "a * (b + 1) ^ 2 - a / 2 = a % 3",
    "a ≤ b",
    "a < b",
    "a ≥ b",
    "a > b",
    "a ≠ b",
    "a ∣ b * 12",
    "p ∧ ¬q ∨ (p ↔ q)",
    "p → q → p",
    "∃ x, P x",
    "∃ x y, x + y = a",
    "∃ x, x > a ∧ P x",
    "∀ (x : Nat), P x",
    "∀ (x : Nat), x ∈ l → P x",
    "¬a ∈ l",
    "[1, 2] ++ a :: l = []",
    "(a, b).fst = a",
    "some a = none",
    "(if a = b then 1 else 2) = 1",
    "(if h : a = b then 1 else 2) = 1",
    "(x && !y || x) = true",
    "(a == b) = true",
    "(a != b) = true",
    "f ∘ f = id",
    "(fun x => f x + 1) = f",
    "((a, b), ()) = ((b, a), ())",
    "l.length = 3",
    "a.succ = b",
    "a ≍ b",
]

# Name → a text that declares `bad` and that Lean refuses, and a part of what Lean then says.
FAILURES = {
    "rw without an occurrence": (
        "theorem bad (a b : Nat) : a + b = b + a := by rw [Nat.mul_comm]",
        "Did not find an occurrence of the pattern\n  ?n * ?m",
    ),
    "rw with no equation": (
        "theorem bad (a b : Nat) (h : a < b) : b < a := by rw [h]",
        "Expected an equality or iff proof",
    ),
    "rw leaves a goal": (
        "theorem bad (a b c d : Nat) : a * (b + c) = a * b + a * d := by rw [Nat.mul_add]",
        "unsolved goals\na b c d : Nat\n⊢ a * b + a * c = a * b + a * d",
    ),
    "simp without progress": (
        "theorem bad (a b : Nat) : a = b := by simp",
        "`simp` made no progress",
    ),
    "simp to False": (
        "theorem bad : 2 + 2 = 5 := by simp",
        "unsolved goals\n⊢ False",
    ),
    "simp with an unknown lemma": (
        "theorem bad (a b : Nat) : a = b := by simp [foo]",
        "Unknown identifier `foo`",
    ),
    "simpa with another fact": (
        "theorem bad (a b : Nat) (h : b = 3) : a = 4 := by simpa using h",
        "Type mismatch: After simplification, term\n  h",
    ),
    "type mismatch": (
        "theorem bad (a b : Nat) (h : a = b) : b = a := h",
        "Type mismatch\n  h\nhas type\n  a = b\nbut is expected to have type\n  b = a",
    ),
    "rfl by term": (
        "theorem bad (a : Nat) : a = 1 := rfl",
        "Type mismatch\n  rfl",
    ),
    "rfl by tactic": (
        "theorem bad (a b : Nat) : a = b := by rfl",
        "Tactic `rfl` failed: The left-hand side\n  a\nis not definitionally equal to the right-hand side\n  b",
    ),
    "decide a falsehood": (
        "theorem bad : 2 + 2 = 5 := by decide",
        "Tactic `decide` proved that the proposition\n  2 + 2 = 5\nis false",
    ),
    "decide with a variable": (
        "theorem bad (p : Prop) : p := by decide",
        "Expected type must not contain free variables",
    ),
    "decide without an instance": (
        "theorem bad : ∀ f : Nat → Nat, f 0 = f 0 := by decide",
        "failed to synthesize\n  Decidable",
    ),
    "unknown identifier": (
        "theorem bad (n : Nat) : n = n := foo n",
        "Unknown identifier `foo`",
    ),
    "unknown constant": (
        "theorem bad (n : Nat) : n + 0 = n := Nat.add_zer n",
        "Unknown constant `Nat.add_zer`",
    ),
    "unknown tactic": (
        "theorem bad (p : Prop) (h : p) : p := by\n  omg",
        "unknown tactic",
    ),
    "too many arguments": (
        "theorem bad (n m : Nat) : n + m = m + n := Nat.add_comm n m n",
        "Function expected at",
    ),
    "unknown field": (
        "theorem bad (p q : Prop) (h : p ∧ q) : p := h.first",
        "Invalid field `first`",
    ),
    "unsolved goals": (
        "theorem bad (p q : Prop) : p ∧ q := by constructor",
        "unsolved goals\ncase left",
    ),
    "unsolved goals in have": (
        "theorem bad (n : Nat) : n + 0 = n := by\n  have h : n = 3 := by\n    skip\n  rfl",
        "unsolved goals\nn : Nat\n⊢ n = 3",
    ),
    "unsolved goals at a dot": (
        "theorem bad (p q : Prop) (h : p ∨ q) : q ∨ p := by\n  cases h\n  · skip\n  · left; assumption",
        "unsolved goals\ncase inl",
    ),
    "missing alternative": (
        "theorem bad (p q : Prop) (h : p ∨ q) : p := by\n  cases h with\n  | inl h => exact h",
        "Alternative `inr` has not been provided",
    ),
    "wrong alternative": (
        "theorem bad (p q : Prop) (h : p ∨ q) : p := by\n  cases h with\n  | inl h => exact h\n  | foo h => exact h",
        "Invalid alternative name `foo`",
    ),
    "missing cases": (
        "def bad : Nat → Nat\n  | 0 => 1",
        "Missing cases:",
    ),
    "no termination": (
        "def bad (n : Nat) : Nat := bad (n + 1)",
        "fail to show termination for\n  N",
    ),
    "no termination with a measure": (
        "def bad (n : Nat) : Nat := bad (n + 1)\ntermination_by n",
        "failed to prove termination",
    ),
    "intro without a binder": (
        "theorem bad (a : Nat) : a = a := by intro x",
        "There are no additional binders",
    ),
    "apply that does not unify": (
        "theorem bad (P : Nat → Prop) (h : ∀ n, P n) : P 3 := by apply h 4",
        "Tactic `apply` failed",
    ),
    "exact with a wrong witness": (
        "theorem bad : ∃ x : Nat, x = 3 := ⟨4, rfl⟩",
        "Application type mismatch",
    ),
    "assumption": (
        "theorem bad (a b : Nat) (h : a = b) : b = a := by assumption",
        "Tactic `assumption` failed",
    ),
    "contradiction": (
        "theorem bad (a b : Nat) (h : a = b) : b = 3 := by contradiction",
        "Tactic `contradiction` failed",
    ),
    "injection": (
        "theorem bad (a b : Nat) (h : a = b) : b = 3 := by injection h",
        "Tactic `injection` failed",
    ),
    "split": (
        "theorem bad (a b : Nat) (h : a = b) : b = 3 := by split",
        "Tactic `split` failed",
    ),
    "unfold": (
        "theorem bad (a b : Nat) (h : a = b) : b = 3 := by unfold id",
        "Tactic `unfold` failed to unfold `id`",
    ),
    "show": (
        "theorem bad (a b : Nat) (h : a = b) : b = 3 := by show a = b; exact h",
        "'show' tactic failed",
    ),
    "change": (
        "theorem bad (a b : Nat) (h : a = b) : b = 3 := by change b = a; exact h.symm",
        "'change' tactic failed",
    ),
    "calc step": (
        "theorem bad (a b : Nat) (h : a = b) : a = 3 := calc\n  a = b := h\n  _ = 3 := rfl",
        "Type mismatch\n  rfl",
    ),
    "calc relation": (
        "theorem bad (a b : Nat) (h : a = b) : a < 3 := calc\n  a = b := h\n  _ = 3 := foo",
        "'calc' expression has type\n  a = 3\nbut is expected to have type\n  a < 3",
    ),
    "ext without a lemma": (
        "theorem bad (a b : Nat) : a = b := by ext",
        "No applicable extensionality theorem found for type\n  Nat",
    ),
    "instance missing": (
        "theorem bad (p : Prop) : (if p then 1 else 1) = 1 := by split <;> rfl",
        "failed to synthesize",
    ),
    "no operation": (
        "theorem bad (l : List Nat) : l * l = l := rfl",
        "HMul (List Nat) (List Nat)",
    ),
    "recursion in a proof": (
        "theorem bad (n : Nat) : n = n + 1 := bad n",
        "fail to show termination",
    ),
    "case that is not there": (
        "theorem bad (a : Nat) : a = a := by\n  case foo => rfl",
        "Case tag `foo` not found",
    ),
    "too many patterns": (
        "theorem bad (h : ∃ x : Nat, x = 3) : 3 = 4 := by\n  obtain ⟨x, rfl, z⟩ := h\n  exact z",
        "z",
    ),
    "a proof too much": (
        "theorem bad (p : Prop) (h : p) : p := by\n  exact h\n  exact h",
        "No goals to be solved",
    ),
    "bound variable not of the type": (
        "theorem bad (a : Nat) : a = true := rfl",
        "Type mismatch\n  true",
    ),
    "large elimination": (
        "def bad (h : ∃ n : Nat, n > 3) : Nat := match h with | ⟨n, _⟩ => n",
        "can only eliminate into `Prop`",
    ),
    "computing what is chosen": (
        "def bad (h : ∃ n : Nat, n > 3) : Nat := Classical.choose h",
        "'noncomputable'",
    ),
    "non-positive occurrence": (
        "inductive bad | mk (f : bad → Nat) : bad",
        "non positive occurrence",
    ),
    "parse error": (
        "theorem bad : 1 = 1 := by\n  exact (rfl",
        "expected ')'",
    ),
    "sorry in a proof that has an error too": (
        "theorem bad (a b : Nat) : a = b ∧ a = 3 := by\n  constructor\n  · sorry\n  · rfl",
        "Tactic `rfl` failed",
    ),
}
