/- Lists: the functions, each with the equations that define it. -/
prelude
import Init.Nat.MinMax
import Init.Option
import Init.Prod
import Init.Zero

set_option autoImplicit false
universe u v w

gen_injective_theorems% List

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

def length : List α → Nat
  | [] => 0
  | _ :: as => length as + 1
def isEmpty : List α → Bool
  | [] => true
  | _ :: _ => false
def getD : (as : List α) → (i : Nat) → (fallback : α) → α
  | [], _, fallback => fallback
  | a :: _, 0, _ => a
  | _ :: as, i + 1, fallback => getD as i fallback
def concat : List α → α → List α
  | [], b => [b]
  | a :: as, b => a :: concat as b
def reverseAux : List α → List α → List α
  | [], r => r
  | a :: l, r => reverseAux l (a :: r)
def reverse (as : List α) : List α := reverseAux as []
def map (f : α → β) : (l : List α) → List β
  | [] => []
  | a :: as => f a :: map f as
def filter (p : α → Bool) : (l : List α) → List α
  | [] => []
  | a :: as => if p a = true then a :: filter p as else filter p as
def filterMap (f : α → Option β) : List α → List β
  | [] => []
  | a :: as =>
    match f a with
    | none => filterMap f as
    | some b => b :: filterMap f as
def foldl (f : β → α → β) : (init : β) → List α → β
  | b, [] => b
  | b, a :: as => foldl f (f b a) as
def foldr (f : α → β → β) (init : β) : (l : List α) → β
  | [] => init
  | a :: as => f a (foldr f init as)
def flatten : List (List α) → List α
  | [] => []
  | l :: L => l ++ flatten L
def flatMap (b : α → List β) (as : List α) : List β := flatten (map b as)
def replicate : (n : Nat) → (a : α) → List α
  | 0, _ => []
  | n + 1, a => a :: replicate n a
def head? : List α → Option α
  | [] => none
  | a :: _ => some a
def head : (as : List α) → as ≠ [] → α
  | [], h => absurd rfl h
  | a :: _, _ => a
def headD : (as : List α) → (fallback : α) → α
  | [], d => d
  | a :: _, _ => a
def tail : List α → List α
  | [] => []
  | _ :: as => as
def getLast? : List α → Option α
  | [] => none
  | [a] => some a
  | _ :: b :: as => getLast? (b :: as)
def dropLast : List α → List α
  | [] => []
  | [_] => []
  | a :: b :: as => a :: dropLast (b :: as)
def take : (n : Nat) → (xs : List α) → List α
  | 0, _ => []
  | _ + 1, [] => []
  | n + 1, a :: as => a :: take n as
def drop : (n : Nat) → (xs : List α) → List α
  | 0, as => as
  | _ + 1, [] => []
  | n + 1, _ :: as => drop n as
def takeWhile (p : α → Bool) : (xs : List α) → List α
  | [] => []
  | a :: as => if p a = true then a :: takeWhile p as else []
def dropWhile (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => if p a = true then dropWhile p as else a :: as
def zipWith (f : α → β → γ) : (xs : List α) → (ys : List β) → List γ
  | x :: xs, y :: ys => f x y :: zipWith f xs ys
  | _, _ => []
def zip : List α → List β → List (α × β) := zipWith Prod.mk
def any : (l : List α) → (p : α → Bool) → Bool
  | [], _ => false
  | h :: t, p => p h || any t p
def all : List α → (α → Bool) → Bool
  | [], _ => true
  | h :: t, p => p h && all t p
def elem [BEq α] (a : α) : (l : List α) → Bool
  | [] => false
  | b :: bs => a == b || elem a bs
def contains [BEq α] (as : List α) (a : α) : Bool := elem a as
def countP (p : α → Bool) : List α → Nat
  | [] => 0
  | a :: as => if p a = true then countP p as + 1 else countP p as
def count [BEq α] (a : α) (l : List α) : Nat := countP (· == a) l
def sum [Add α] [Zero α] : List α → α := foldr (· + ·) 0
def range.loop : Nat → List Nat → List Nat
  | 0, acc => acc
  | n + 1, acc => range.loop n (n :: acc)
def range (n : Nat) : List Nat := range.loop n []
def intersperse (sep : α) : (l : List α) → List α
  | [] => []
  | [x] => [x]
  | x :: y :: zs => x :: sep :: intersperse sep (y :: zs)

/-- `[a₁, …, aₙ]` with `R aᵢ aⱼ` whenever `i < j`. -/
inductive Pairwise (R : α → α → Prop) : List α → Prop
  | nil : Pairwise R []
  | cons : {a : α} → {l : List α} → (∀ a', a' ∈ l → R a a') → Pairwise R l → Pairwise R (a :: l)
def Nodup (l : List α) : Prop := Pairwise (· ≠ ·) l

/-! ## The defining equations -/

@[simp] theorem nil_append (as : List α) : [] ++ as = as := rfl
@[simp] theorem cons_append {a : α} {as bs : List α} : (a :: as) ++ bs = a :: (as ++ bs) := rfl
@[simp] theorem singleton_append {x : α} {l : List α} : [x] ++ l = x :: l := rfl
@[simp] theorem length_nil : length ([] : List α) = 0 := rfl
@[simp] theorem length_cons {a : α} {as : List α} : length (a :: as) = length as + 1 := rfl
theorem length_singleton {a : α} : length [a] = 1 := rfl
@[simp] theorem isEmpty_nil : ([] : List α).isEmpty = true := rfl
@[simp] theorem isEmpty_cons {x : α} {xs : List α} : (x :: xs).isEmpty = false := rfl
@[simp] theorem reverse_nil : reverse ([] : List α) = [] := rfl
@[simp] theorem map_nil {f : α → β} : map f [] = [] := rfl
@[simp] theorem map_cons {f : α → β} {a : α} {l : List α} : map f (a :: l) = f a :: map f l := rfl
theorem map_singleton {f : α → β} {a : α} : map f [a] = [f a] := rfl
@[simp] theorem filter_nil {p : α → Bool} : filter p [] = [] := rfl
theorem filter_cons {x : α} {xs : List α} {p : α → Bool} : (x :: xs).filter p = if p x = true then x :: xs.filter p else xs.filter p := rfl
@[simp] theorem filter_cons_of_pos {p : α → Bool} {a : α} {l : List α} (pa : p a = true) : filter p (a :: l) = a :: filter p l := if_pos pa
@[simp] theorem filter_cons_of_neg {p : α → Bool} {a : α} {l : List α} (pa : ¬ p a = true) : filter p (a :: l) = filter p l := if_neg pa
@[simp] theorem filterMap_nil {f : α → Option β} : filterMap f [] = [] := rfl
@[simp] theorem filterMap_cons_none {f : α → Option β} {a : α} {l : List α} (h : f a = none) : filterMap f (a :: l) = filterMap f l := by
  rw [filterMap, h]
@[simp] theorem filterMap_cons_some {f : α → Option β} {a : α} {l : List α} {b : β} (h : f a = some b) :
    filterMap f (a :: l) = b :: filterMap f l := by
  rw [filterMap, h]
@[simp] theorem foldl_nil {f : β → α → β} {b : β} : foldl f b [] = b := rfl
@[simp] theorem foldl_cons {f : β → α → β} {b : β} {a : α} {l : List α} : foldl f b (a :: l) = foldl f (f b a) l := rfl
@[simp] theorem foldr_nil {f : α → β → β} {b : β} : foldr f b [] = b := rfl
@[simp] theorem foldr_cons {f : α → β → β} {b : β} {a : α} {l : List α} : foldr f b (a :: l) = f a (foldr f b l) := rfl
@[simp] theorem flatten_nil : ([] : List (List α)).flatten = [] := rfl
@[simp] theorem flatten_cons {l : List α} {L : List (List α)} : (l :: L).flatten = l ++ L.flatten := rfl
@[simp] theorem flatMap_nil {f : α → List β} : List.flatMap f [] = [] := rfl
@[simp] theorem flatMap_cons {x : α} {xs : List α} {f : α → List β} : List.flatMap f (x :: xs) = f x ++ List.flatMap f xs := rfl
@[simp] theorem replicate_zero {a : α} : replicate 0 a = [] := rfl
theorem replicate_succ {a : α} {n : Nat} : replicate (n + 1) a = a :: replicate n a := rfl
attribute [simp] replicate_succ
@[simp] theorem head?_nil : head? ([] : List α) = none := rfl
@[simp] theorem head?_cons {a : α} {l : List α} : head? (a :: l) = some a := rfl
@[simp] theorem head_cons {a : α} {l : List α} {h : a :: l ≠ []} : head (a :: l) h = a := rfl
@[simp] theorem headD_nil {d : α} : headD [] d = d := rfl
@[simp] theorem headD_cons {a d : α} {l : List α} : headD (a :: l) d = a := rfl
@[simp] theorem tail_nil : tail ([] : List α) = [] := rfl
@[simp] theorem tail_cons {a : α} {l : List α} : tail (a :: l) = l := rfl
@[simp] theorem getLast?_nil : getLast? ([] : List α) = none := rfl
@[simp] theorem getLast?_singleton {a : α} : getLast? [a] = some a := rfl
@[simp] theorem getLast?_cons_cons {a b : α} {l : List α} : getLast? (a :: b :: l) = getLast? (b :: l) := rfl
@[simp] theorem dropLast_nil : dropLast ([] : List α) = [] := rfl
@[simp] theorem dropLast_singleton {x : α} : dropLast [x] = [] := rfl
@[simp] theorem dropLast_cons_cons {x y : α} {xs : List α} : dropLast (x :: y :: xs) = x :: dropLast (y :: xs) := rfl
@[simp] theorem take_zero {l : List α} : take 0 l = [] := rfl
@[simp] theorem take_nil {i : Nat} : take i ([] : List α) = [] := by cases i <;> rfl
@[simp] theorem take_succ_cons {i : Nat} {a : α} {as : List α} : take (i + 1) (a :: as) = a :: take i as := rfl
@[simp] theorem drop_zero {l : List α} : drop 0 l = l := rfl
@[simp] theorem drop_nil {i : Nat} : drop i ([] : List α) = [] := by cases i <;> rfl
@[simp] theorem drop_succ_cons {i : Nat} {a : α} {as : List α} : drop (i + 1) (a :: as) = drop i as := rfl
@[simp] theorem takeWhile_nil {p : α → Bool} : takeWhile p [] = [] := rfl
theorem takeWhile_cons {p : α → Bool} {a : α} {l : List α} : takeWhile p (a :: l) = if p a = true then a :: takeWhile p l else [] := rfl
@[simp] theorem dropWhile_nil {p : α → Bool} : dropWhile p [] = [] := rfl
theorem dropWhile_cons {p : α → Bool} {a : α} {l : List α} : dropWhile p (a :: l) = if p a = true then dropWhile p l else a :: l := rfl
@[simp] theorem zipWith_nil_left {f : α → β → γ} {l : List β} : zipWith f [] l = [] := rfl
@[simp] theorem zipWith_nil_right {f : α → β → γ} {l : List α} : zipWith f l [] = [] := by cases l <;> rfl
@[simp] theorem zipWith_cons_cons {f : α → β → γ} {a : α} {as : List α} {b : β} {bs : List β} :
    zipWith f (a :: as) (b :: bs) = f a b :: zipWith f as bs := rfl
@[simp] theorem zip_nil_left {l : List β} : zip ([] : List α) l = [] := rfl
@[simp] theorem zip_nil_right {l : List α} : zip l ([] : List β) = [] := zipWith_nil_right
@[simp] theorem zip_cons_cons {a : α} {as : List α} {b : β} {bs : List β} : zip (a :: as) (b :: bs) = (a, b) :: zip as bs := rfl
@[simp] theorem any_nil {p : α → Bool} : any [] p = false := rfl
@[simp] theorem any_cons {a : α} {l : List α} {p : α → Bool} : any (a :: l) p = (p a || any l p) := rfl
@[simp] theorem all_nil {p : α → Bool} : all [] p = true := rfl
@[simp] theorem all_cons {a : α} {l : List α} {p : α → Bool} : all (a :: l) p = (p a && all l p) := rfl
@[simp] theorem elem_nil [BEq α] {a : α} : elem a ([] : List α) = false := rfl
theorem elem_cons {b : α} {bs : List α} [BEq α] {a : α} :
    elem a (b :: bs) = match a == b with
      | true => true
      | false => elem a bs := by
  show (a == b || elem a bs) = _
  cases a == b <;> rfl
@[simp] theorem contains_nil [BEq α] {a : α} : contains ([] : List α) a = false := rfl
@[simp] theorem contains_cons [BEq α] {a b : α} {bs : List α} : contains (b :: bs) a = (a == b || contains bs a) := rfl
@[simp] theorem countP_nil {p : α → Bool} : countP p [] = 0 := rfl
theorem countP_cons {p : α → Bool} {a : α} {l : List α} :
    countP p (a :: l) = countP p l + if p a = true then 1 else 0 := by
  show (if p a = true then countP p l + 1 else countP p l) = _
  split <;> rfl
@[simp] theorem countP_cons_of_pos {p : α → Bool} {a : α} {l : List α} (h : p a = true) : countP p (a :: l) = countP p l + 1 := if_pos h
@[simp] theorem countP_cons_of_neg {p : α → Bool} {a : α} {l : List α} (h : ¬ p a = true) : countP p (a :: l) = countP p l := if_neg h
@[simp] theorem count_nil [BEq α] {a : α} : count a [] = 0 := rfl
@[simp] theorem sum_nil [Add α] [Zero α] : ([] : List α).sum = 0 := rfl
@[simp] theorem sum_cons [Add α] [Zero α] {a : α} {l : List α} : (a :: l).sum = a + l.sum := rfl
@[simp] theorem range_zero : range 0 = [] := rfl

end List
