"""What ordinary Lean files contain, a text for each: Lean must read and accept them all."""

ORDINARY = {
    "relations in ASCII": """
example (a b : Nat) (h : a <= b) : b >= a := h
example (a b : Nat) (h : (a != b) = true) : a ≠ b := by simpa using h
""",
    "∣": """
example (a b : Nat) (h : a ∣ b) : a ∣ b * 2 := Nat.dvd_mul_right_of_dvd h 2
""",
    "^^": """
example (a b : Bool) : (a ^^ b) = (b ^^ a) := by cases a <;> cases b <;> rfl
""",
    "pipes": """
example (a b : Nat) (h : a = b) : b = a := h |> Eq.symm
example (a b : Nat) (h : a = b) : b = a := h |>.symm
example (a b : Nat) (h : a = b) : b = a := Eq.symm <| h
example (a b : Nat) (h : a = b) : b = a := Eq.symm $ h
""",
    "fun with alternatives": """
def f : Nat → Nat := fun | 0 => 1 | n+1 => n
example : f 3 = 2 := rfl
""",
    "if let": """
def g (o : Option Nat) : Nat := if let some x := o then x else 0
example : g (some 3) = 3 := rfl
def g2 (o : Option Nat) : Nat := if let some (x+1) := o then x else 0
""",
    "let rec": """
def h (n : Nat) : Nat :=
  let rec go : Nat → Nat → Nat
    | 0, acc => acc
    | n+1, acc => go n (acc + 1)
  go n 0
theorem h_eq (n) : h n = h.go n 0 := rfl
""",
    "where": """
def sumTo (n : Nat) : Nat := go n 0
where
  go : Nat → Nat → Nat
    | 0, acc => acc
    | n+1, acc => go n (acc + n)
""",
    "deriving DecidableEq": """
inductive Color | r | g | b deriving DecidableEq
inductive Ty where | nat | arr (a b : Ty)
  deriving DecidableEq, BEq, Inhabited
example : Ty.nat ≠ .arr .nat .nat := by decide
""",
    "deriving DecidableEq of a type with a parameter": """
inductive T (α : Type) where | leaf | node (l : T α) (a : α) (r : T α)
  deriving DecidableEq
""",
    "deriving Nonempty": """
inductive Ty where | nat | arr
  deriving Nonempty
""",
    "structure … extends": """
structure A where
  x : Nat
structure B extends A where
  y : Nat := x
example : ({x := 3} : B).y = 3 := rfl
example (b : B) : b.toA.x = b.x := rfl
example (b : B) : {b with y := 3}.x = b.x := rfl
""",
    "class … extends, with numerals": """
class Semi (G : Type) extends Mul G where
  assoc : ∀ a b c : G, a * b * c = a * (b * c)
class Mon (G : Type) extends Semi G, One G where
  one_mul : ∀ a : G, 1 * a = a
  mul_one : ∀ a : G, a * 1 = a
example {G : Type} [Mon G] (a : G) : 1 * a * 1 = a := by rw [Mon.one_mul, Mon.mul_one]
example {G : Type} [Mon G] (a b c : G) : a * b * c = a * (b * c) := Semi.assoc a b c
""",
    "a group with ⁻¹": """
class Group' (G : Type) extends Mul G, One G, Inv G where
  mul_assoc : ∀ a b c : G, a * b * c = a * (b * c)
  one_mul : ∀ a : G, 1 * a = a
  inv_mul : ∀ a : G, a⁻¹ * a = 1
""",
    "open … hiding, renaming": """
namespace Foo
theorem a : True := trivial
theorem b : True := trivial
end Foo
open Foo hiding b
example : True := a
open Foo renaming b → c
example : True := c
""",
    "calc": """
example (a b c : Nat) (h : a = b) (h' : b < c) : a < c := by
  calc
    a = b := h
    _ < c := by exact h'
example (a b c : Nat) (h : a = b) (h' : b < c) : a < c := calc
  a = b := h
  _ < c := h'
""",
    "nomatch, nofun": """
example (h : 1 = 2) : False := nomatch h
example : ¬ (1 = 2) := nofun
example (h : False) : 1 = 2 := by nomatch h
""",
    "▸": """
example (a b : Nat) (p : Nat → Prop) (h : a = b) (ha : p a) : p b := h ▸ ha
""",
    "rcases and obtain": """
example (p q r : Prop) (h : p ∧ (q ∨ r)) : q ∨ r := by
  rcases h with ⟨-, hq | hr⟩ <;> simp [*]
example (h : ∃ x y : Nat, x < y ∧ y < 2) : True := by
  obtain ⟨x, y, h1, h2⟩ : ∃ x y : Nat, x < y ∧ y < 2 := h
  trivial
example (p q : Prop) (h : p ∨ q) : q ∨ p := by
  obtain hp | hq := h
  · exact Or.inr hp
  · exact Or.inl hq
example (n : Nat) : n = 0 ∨ 0 < n := by
  rcases n with _ | n
  · simp
  · simp
example (n : Nat) : n = 0 ∨ 0 < n := by
  rcases h : n with _ | m
  all_goals simp
example (n : Nat) : n = 0 ∨ 0 < n := by
  rcases Nat.eq_zero_or_pos n with rfl | h
  · simp
  · exact .inr h
""",
    "show, have, suffices in terms": """
example (p : Prop) (h : p) : p := show p from h
example (p : Prop) (h : p) : p := show p by exact h
example (p : Prop) (h : p) : p := have h' : p := h; h'
example (p : Prop) (h : p) : p := have := h; this
example (p q : Prop) (h : p) (hq : q) : p ∧ q := suffices h : p ∧ p from ⟨h.1, hq⟩; ⟨h, h⟩
example (p q : Prop) (h : p) (hq : q) : p ∧ q := by
  suffices h : p ∧ p by exact ⟨h.1, hq⟩
  exact ⟨h, h⟩
""",
    "haveI, letI": """
example : True := by
  haveI : Inhabited Nat := ⟨3⟩
  letI x : Inhabited Nat := ⟨3⟩
  trivial
""",
    "simp at h ⊢": """
example (a b : Nat) (h : a + 0 = b) : a = b + 0 := by
  simp at h ⊢
  exact h
example (a b : Nat) (h : a + 0 = b) : a = b + 0 := by
  simp at *
  exact h
""",
    "l[i]": """
example (l : List Nat) (h : 0 < l.length) : l[0] = l[0] := rfl
example (l : List Nat) : l[0]? = l.head? := by cases l <;> rfl
example (l : List Nat) : l[0]! = l[0]! := rfl
example : [1,2,3][1] = 2 := rfl
""",
    "Fin": """
example : (2 : Fin 5).val = 2 := rfl
example (x : Fin 5) : x.val < 5 := x.isLt
example (x : Fin 5) : (x : Nat) < 5 := x.2
example : ∀ x : Fin 3, x.val < 3 := by decide
example (x y : Fin 5) : x + y = y + x := by omega
""",
    "characters and strings": """
example : 'a' ≠ 'b' := by decide
example : "a" ≠ "b" := by decide
example : "ab" = "ab" := rfl
example : "ab" ≠ "b" := by simp
example : 'a' ≠ 'b' := by simp
def key (s : String) : Nat := if s = "x" then 1 else 0
example : key "x" = 1 := rfl
example : key "y" = 0 := by simp [key]
""",
    "match on a string": """
def key (s : String) : Nat := match s with | "x" => 1 | _ => 0
example : key "x" = 1 := rfl
""",
    "++ on strings": """
example : "a" ++ "b" = "ab" := by decide
""",
    "let and fun with patterns": """
def sw (p : Nat × Nat) : Nat × Nat := let (a, b) := p; (b, a)
example (p) : sw (sw p) = p := rfl
example (p : Nat × Nat) : sw p = (p.2, p.1) := by obtain ⟨a, b⟩ := p; rfl
example (p : Nat × Nat) : sw p = (p.2, p.1) := by match p with | (a, b) => rfl
def sw2 (p : Nat × Nat) : Nat × Nat := have ⟨a, b⟩ := p; (b, a)
def sw3 : Nat × Nat → Nat × Nat := fun (a, b) => (b, a)
def sw4 : Nat × Nat → Nat × Nat := fun ⟨a, b⟩ => (b, a)
""",
    "match h :": """
def pr (n : Nat) : Nat := match h : n with | 0 => 0 | k+1 => k
example (n : Nat) : pr n ≤ n := by unfold pr; split <;> omega
""",
    "match on two": """
def cmp (a b : Nat) : Bool := match a, b with | 0, _ => true | _+1, 0 => false | a+1, b+1 => cmp a b
""",
    "termination by default and by decreasing_by": """
def log2 (n : Nat) : Nat := if h : n ≤ 1 then 0 else log2 (n / 2) + 1
def gcd' (a b : Nat) : Nat := if h : b = 0 then a else gcd' b (a % b)
termination_by b
decreasing_by exact Nat.mod_lt _ (Nat.pos_of_ne_zero h)
""",
    "termination by what is in scope": """
def gcd' (a b : Nat) : Nat := if h : b = 0 then a else
  have : a % b < b := Nat.mod_lt _ (Nat.pos_of_ne_zero h)
  gcd' b (a % b)
termination_by b
""",
    "termination_by with alternatives": """
def gcd' : Nat → Nat → Nat
  | a, 0 => a
  | a, b+1 => gcd' (b+1) (a % (b+1))
termination_by _ b => b
decreasing_by exact Nat.mod_lt _ (Nat.succ_pos _)
""",
    "a merge of two lists": """
def merge : List Nat → List Nat → List Nat
  | [], l => l
  | l, [] => l
  | a :: l, b :: m => if a ≤ b then a :: merge l (b :: m) else b :: merge (a :: l) m
""",
    "termination_by a sum of lengths": """
def evens : List Nat → List Nat
  | [] => []
  | [a] => [a]
  | a :: _ :: l => a :: evens l
def alt (l m : List Nat) : List Nat := match l with
  | [] => m
  | a :: l' => a :: alt m l'
termination_by l.length + m.length
""",
    "quicksort": """
def qs : List Nat → List Nat
  | [] => []
  | a :: l => qs (l.filter (· < a)) ++ [a] ++ qs (l.filter (a ≤ ·))
termination_by l => l.length
decreasing_by all_goals simp; exact Nat.lt_succ_of_le (List.length_filter_le _ _)
""",
    "a type nested in lists": """
inductive Rose where | node (n : Nat) (cs : List Rose)
def Rose.size : Rose → Nat
  | .node _ cs => 1 + go cs
where go : List Rose → Nat
  | [] => 0
  | c :: cs => c.size + go cs
""",
    "fun_induction, fun_cases": """
def dbl : Nat → Nat | 0 => 0 | n+1 => dbl n + 2
theorem t (n) : dbl n = 2 * n := by fun_induction dbl n <;> omega
theorem t2 (n) : dbl n = 2 * n := by fun_induction dbl with | case1 => rfl | case2 n ih => omega
theorem t3 (n) : dbl n = 2 * n := by induction n using dbl.induct <;> simp [dbl] <;> omega
theorem t4 (n) : dbl n ≠ 1 := by fun_cases dbl n <;> omega
""",
    "decide": """
example : ∀ x ∈ [1,2,3], x < 4 := by decide
example : ∃ x ∈ [1,2,3], x = 2 := by decide
example : ∀ x : Fin 5, ∀ y : Fin 5, x + y = y + x := by decide
example : ∃ x : Fin 5, x.val = 3 := by decide
example : ∀ x : Bool, x = true ∨ x = false := by decide
example : some 3 ≠ none := by decide
example : [1,2] ≠ [2,1] := by decide
example : ¬ (3 ∈ [1,2]) := by decide
example : List.Nodup [1,2,3] := by decide
example : List.Pairwise (· < ·) [1,2,3] := by decide
example : List.Perm [1,2,3] [3,1,2] := by decide
example : [1,2].Sublist [1,3,2] := by decide
""",
    "do": """
def f (o : Option Nat) : Option Nat := do
  let x ← o
  return x + 1
""",
    ">>= and <$>": """
def f (o : Option Nat) : Option Nat := o >>= fun x => some (x + 1)
def g (o : Option Nat) : Option Nat := (· + 1) <$> o
""",
    "<|>": """
def g (o p : Option Nat) : Option Nat := o <|> p
""",
    "instances, Coe, CoeFun": """
instance : Add Bool := ⟨Bool.xor⟩
example : true + true = false := rfl
structure P where
  x : Nat
instance : LE P := ⟨fun a b => a.x ≤ b.x⟩
instance : Coe P Nat := ⟨P.x⟩
instance : CoeFun P (fun _ => Nat → Nat) := ⟨fun p n => p.x + n⟩
example (p : P) : p 3 = p.x + 3 := rfl
instance (a b : P) : Decidable (a ≤ b) := inferInstanceAs (Decidable (a.x ≤ b.x))
""",
    "opaque, axiom, abbrev, protected": """
opaque foo : Nat
axiom bar : foo = 3
abbrev Foo := List Nat
protected theorem Foo.x : True := trivial
""",
    "bounded quantifiers": """
example : ∀ x ≤ 3, x < 4 := by decide
example : ∃ x < 3, x = 2 := by decide
example : ∀ x y : Nat, x + y = y + x := fun x y => Nat.add_comm x y
example : ∀ {x : Nat}, x = x := rfl
""",
    "integers": """
example : (3 : Int) - 5 = -2 := by decide
example : (3 : Int) - 5 = -2 := rfl
example (x : Nat) : (x : Int) ≥ 0 := Int.natCast_nonneg x
""",
    "simp +arith": """
example (a b : Nat) (h : a + 1 ≤ b) : a < b + 2 := by simp +arith; omega
example (a b : Nat) : a + b ≤ b + a + 2 := by simp +arith
example (a b : Nat) (h : a + 1 + a ≤ b + a + 4): a + 1 ≤ b +4:= by simp +arith at h ⊢; exact h
example (a b : Nat) : a + b = b + a := by simp +arith
example (a b : Nat) (h : 2 * a + 1 = b) : b = a + (a + 1) := by simp +arith [← h]
example (a : Nat) : ¬ a + 2 ≤ a := by simp +arith
example (a b : Nat) (f : Nat → Nat) : f (a + 1 + b) = f (b + (1 + a)) := by simp +arith
""",
    "a theorem that calls itself": """
theorem strong (n : Nat) : n < n + 1 := by
  match n with
  | 0 => decide
  | k+1 => have := strong k; omega
""",
    "a proof by recursion": """
theorem app_nil (l : List Nat) : l ++ [] = l := match l with
  | [] => rfl
  | a :: l => congrArg (a :: ·) (app_nil l)
""",
    "Subtype": """
def Pos := {n : Nat // 0 < n}
example (a b : Pos) (h : a.1 = b.1) : a = b := Subtype.ext h
example (a b : Pos) (h : a.1 = b.1) : a = b := Subtype.eq h
instance : DecidableEq Pos := inferInstanceAs (DecidableEq {n : Nat // 0 < n})
""",
    "do with a variable that changes": """
def f (n : Nat) : Nat := Id.run do
  let mut x := n
  x := x + 1
  return x
""",
    "do in a monad of the file": """
def M (α : Type) := Nat → Option (α × Nat)
instance : Monad M where
  pure a := fun n => some (a, n)
  bind x f := fun n => match x n with | none => none | some (a, n) => f a n
def tick : M Unit := fun n => some ((), n + 1)
def two : M Nat := do
  tick
  tick
  return 3
example : two 0 = some (3, 2) := rfl
""",
    "do with if and guard": """
def safe (a b : Nat) : Option Nat := do
  if b = 0 then none else pure (a / b)
def eval (e : Nat × Nat) : Option Nat := do
  let x ← safe e.1 e.2
  let y ← safe e.2 e.1
  guard (x = y)
  return x + y
example (a : Nat) : safe a 0 = none := by simp [safe]
""",
    "simp through do": """
def g (o : Option Nat) : Option Nat := do
  let x ← o
  return x + 1
example : g none = none := by simp [g]
example (n : Nat) : g (some n) = some (n + 1) := by simp [g]
""",
    "deriving Repr": """
inductive Ty where | nat | arr (a b : Ty)
  deriving Repr, DecidableEq
structure Point where
  x : Nat
  y : List (Option Ty)
  deriving Repr
inductive Tree (α : Type) where | leaf | node (l : Tree α) (a : α) (r : Tree α)
  deriving Repr
""",
    "deriving Ord": """
inductive Ty where | nat | pair (a : Nat) (b : Ty)
  deriving Ord
example (a b : Nat) (h : compare a b = .lt) : a < b := Nat.compare_eq_lt.1 h
""",
    "deriving LawfulBEq of an enumeration": """
inductive Colour where | red | green
  deriving BEq, ReflBEq, LawfulBEq
""",
    "lists decided": """
example : List.Perm [1, 2, 3] [3, 1, 2] ∧ [1, 2].Nodup ∧ List.Pairwise (· ≤ ·) [1, 1, 2] := by decide
open List in
example : [1, 2] <+ [1, 3, 2] ∧ ¬[2, 1] <+ [1, 3, 2] := by decide
example (l m : List Nat) (h : l.Perm m) : l ⊆ m := h.subset
example (l m : List Nat) : l <+: l ++ m ∧ m <:+ l ++ m := by simp
example (l : List Nat) (i : Nat) (h : i < l.length) : l[i] ∈ l := by simp
example (l m : List Nat) (h : ∀ a, l.count a = m.count a) : l.Perm m := List.perm_iff_count.2 h
""",
    "Fin goes round": """
example (x y : Fin 5) : x + y = y + x := by omega
example : ∀ x : Fin 4, x + 4 = x := by decide
example : (3 : Fin 5) + 4 = 2 := rfl
""",
    "induction as division goes": """
example (a b : Nat) : a % b ≤ a := by
  induction a, b using Nat.mod.inductionOn with
  | ind x y h ih => exact Nat.mod_le _ _
  | base x y h => exact Nat.mod_le _ _
""",
}
