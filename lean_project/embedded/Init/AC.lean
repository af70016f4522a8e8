/- What `ac_rfl` and `ac_nf` put into their proofs: which operations are associative, commutative, idempotent and have
   an identity; terms over one operation, and their normal forms. -/
prelude
import Init.Int.Order
import Init.List.Lemmas
set_option autoImplicit false
universe u v

namespace Std
class Associative {α : Sort u} (op : α → α → α) : Prop where
  assoc : (a b c : α) → op (op a b) c = op a (op b c)
class Commutative {α : Sort u} (op : α → α → α) : Prop where
  comm : (a b : α) → op a b = op b a
class IdempotentOp {α : Sort u} (op : α → α → α) : Prop where
  idempotent : (x : α) → op x x = x
class LeftIdentity {α : Sort u} {β : Sort v} (op : α → β → β) (o : outParam α) : Prop
class LawfulLeftIdentity {α : Sort u} {β : Sort v} (op : α → β → β) (o : outParam α) : Prop
    extends LeftIdentity op o where
  left_id : ∀ a, op o a = a
class RightIdentity {α : Sort u} {β : Sort v} (op : α → β → α) (o : outParam β) : Prop
class LawfulRightIdentity {α : Sort u} {β : Sort v} (op : α → β → α) (o : outParam β) : Prop
    extends RightIdentity op o where
  right_id : ∀ a, op a o = a
class Identity {α : Sort u} (op : α → α → α) (o : outParam α) : Prop extends LeftIdentity op o, RightIdentity op o
class LawfulIdentity {α : Sort u} (op : α → α → α) (o : outParam α) : Prop
    extends Identity op o, LawfulLeftIdentity op o, LawfulRightIdentity op o
instance instCommutativeOr : Commutative Or := ⟨fun _ _ => propext or_comm⟩
instance instCommutativeAnd : Commutative And := ⟨fun _ _ => propext and_comm⟩
instance instCommutativeIff : Commutative Iff := ⟨fun _ _ => propext iff_comm⟩
end Std

/-! ## The operations that they know -/
open Std
instance instAssociativeAnd : Associative And := ⟨fun _ _ _ => propext and_assoc⟩
instance instIdempotentOpAnd : IdempotentOp And := ⟨and_self⟩
instance instLawfulIdentityAndTrue : LawfulIdentity And True where
  left_id _ := true_and _
  right_id _ := and_true _
instance instAssociativeOr : Associative Or := ⟨fun _ _ _ => propext or_assoc⟩
instance instIdempotentOpOr : IdempotentOp Or := ⟨or_self⟩
instance instLawfulIdentityOrFalse : LawfulIdentity Or False where
  left_id _ := false_or _
  right_id _ := or_false _
instance instAssociativeBoolAnd : Associative fun a b : Bool => a && b := ⟨Bool.and_assoc⟩
instance instIdempotentOpBoolAnd : IdempotentOp fun a b : Bool => a && b := ⟨Bool.and_self⟩
instance instLawfulIdentityBoolAndTrue : LawfulIdentity (fun a b : Bool => a && b) true where
  left_id := Bool.true_and
  right_id := Bool.and_true
instance instAssociativeBoolOr : Associative fun a b : Bool => a || b := ⟨Bool.or_assoc⟩
instance instIdempotentOpBoolOr : IdempotentOp fun a b : Bool => a || b := ⟨Bool.or_self⟩
instance instLawfulIdentityBoolOrFalse : LawfulIdentity (fun a b : Bool => a || b) false where
  left_id := Bool.false_or
  right_id := Bool.or_false
instance Bool.instCommutativeAnd : Commutative fun a b : Bool => a && b := ⟨Bool.and_comm⟩
instance Bool.instCommutativeOr : Commutative fun a b : Bool => a || b := ⟨Bool.or_comm⟩

instance Nat.instAssociativeHAdd : Associative fun a b : Nat => a + b := ⟨Nat.add_assoc⟩
instance Nat.instCommutativeHAdd : Commutative fun a b : Nat => a + b := ⟨Nat.add_comm⟩
instance Nat.instLawfulIdentityHAddOfNat : LawfulIdentity (fun a b : Nat => a + b) 0 where
  left_id := Nat.zero_add
  right_id := Nat.add_zero
instance Nat.instAssociativeHMul : Associative fun a b : Nat => a * b := ⟨Nat.mul_assoc⟩
instance Nat.instCommutativeHMul : Commutative fun a b : Nat => a * b := ⟨Nat.mul_comm⟩
instance Nat.instLawfulIdentityHMulOfNat : LawfulIdentity (fun a b : Nat => a * b) 1 where
  left_id := Nat.one_mul
  right_id := Nat.mul_one
instance Nat.instCommutativeMin : Commutative (α := Nat) min := ⟨Nat.min_comm⟩
instance Nat.instAssociativeMin : Associative (α := Nat) min := ⟨Nat.min_assoc⟩
instance Nat.instIdempotentOpMin : IdempotentOp (α := Nat) min := ⟨Nat.min_self⟩
instance Nat.instCommutativeMax : Commutative (α := Nat) max := ⟨Nat.max_comm⟩
instance Nat.instAssociativeMax : Associative (α := Nat) max := ⟨Nat.max_assoc⟩
instance Nat.instIdempotentOpMax : IdempotentOp (α := Nat) max := ⟨Nat.max_self⟩
instance Nat.instCommutativeGcd : Commutative Nat.gcd := ⟨Nat.gcd_comm⟩

instance Int.instAssociativeHAdd : Associative fun a b : Int => a + b := ⟨Int.add_assoc⟩
instance Int.instCommutativeHAdd : Commutative fun a b : Int => a + b := ⟨Int.add_comm⟩
instance Int.instLawfulIdentityHAddOfNat : LawfulIdentity (fun a b : Int => a + b) 0 where
  left_id := Int.zero_add
  right_id := Int.add_zero
instance Int.instAssociativeHMul : Associative fun a b : Int => a * b := ⟨Int.mul_assoc⟩
instance Int.instCommutativeHMul : Commutative fun a b : Int => a * b := ⟨Int.mul_comm⟩
instance Int.instLawfulIdentityHMulOfNat : LawfulIdentity (fun a b : Int => a * b) 1 where
  left_id := Int.one_mul
  right_id := Int.mul_one

instance List.instAssociativeHAppend {α : Type u} : Associative fun a b : List α => a ++ b := ⟨List.append_assoc⟩
instance List.instLawfulIdentityHAppendNil {α : Type u} : LawfulIdentity (fun a b : List α => a ++ b) [] where
  left_id := List.nil_append
  right_id := List.append_nil

/-! ## Terms over one operation, and their normal forms -/
namespace Lean.Data.AC
inductive Expr where
  | var (x : Nat)
  | op (lhs rhs : Expr)
structure Variable {α : Sort u} (op : α → α → α) : Type u where
  value : α
  neutral : Option (PLift (LawfulIdentity op value))
structure Context (α : Sort u) : Type u where
  op : α → α → α
  assoc : Associative op
  comm : Option (PLift (Commutative op))
  idem : Option (PLift (IdempotentOp op))
  vars : List (Variable op)
  arbitrary : α
class ContextInformation (α : Sort u) where
  isNeutral : α → Nat → Bool
  isComm : α → Bool
  isIdem : α → Bool
class EvalInformation (α : Sort u) (β : Sort v) where
  arbitrary : α → β
  evalOp : α → β → β → β
  evalVar : α → Nat → β
noncomputable section
def Context.var {α : Sort u} (ctx : Context α) (idx : Nat) : Variable ctx.op := ctx.vars.getD idx ⟨ctx.arbitrary, none⟩
instance instContextInformationContext {α : Sort u} : ContextInformation (Context α) where
  isNeutral ctx x := (ctx.var x).neutral.isSome
  isComm ctx := ctx.comm.isSome
  isIdem ctx := ctx.idem.isSome
instance instEvalInformationContext {α : Sort u} : EvalInformation (Context α) α where
  arbitrary ctx := ctx.arbitrary
  evalOp ctx := ctx.op
  evalVar ctx idx := (ctx.var idx).value
def eval {α : Sort u} (β : Sort v) [EvalInformation α β] (ctx : α) : (ex : Expr) → β
  | .var idx => EvalInformation.evalVar ctx idx
  | .op l r => EvalInformation.evalOp ctx (eval β ctx l) (eval β ctx r)
def Expr.toList : Expr → List Nat
  | .var idx => [idx]
  | .op l r => l.toList.append r.toList
def evalList {α : Sort u} (β : Sort v) [EvalInformation α β] (ctx : α) : List Nat → β
  | [] => EvalInformation.arbitrary ctx
  | [x] => EvalInformation.evalVar ctx x
  | x :: y :: xs => EvalInformation.evalOp ctx (EvalInformation.evalVar ctx x) (evalList β ctx (y :: xs))
def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | a :: as => if x < a then x :: a :: as else a :: insert x as
def sort.loop : List Nat → List Nat → List Nat
  | [], sorted => sorted
  | x :: xs, sorted => sort.loop xs (insert x sorted)
def sort (xs : List Nat) : List Nat := sort.loop xs []
def mergeIdem.loop : Nat → List Nat → List Nat
  | current, [] => [current]
  | current, next :: rest =>
    if current = next then mergeIdem.loop current rest else current :: mergeIdem.loop next rest
def mergeIdem : (xs : List Nat) → List Nat
  | [] => []
  | x :: xs => mergeIdem.loop x xs
def removeNeutrals.loop {α : Sort u} [info : ContextInformation α] (ctx : α) : List Nat → List Nat
  | [] => []
  | x :: xs => match info.isNeutral ctx x with
    | true => removeNeutrals.loop ctx xs
    | false => x :: removeNeutrals.loop ctx xs
def removeNeutrals {α : Sort u} [info : ContextInformation α] (ctx : α) : List Nat → List Nat
  | [] => []
  | x :: xs => match removeNeutrals.loop ctx (x :: xs) with
    | [] => [x]
    | y :: ys => y :: ys
def norm {α : Sort u} [info : ContextInformation α] (ctx : α) (e : Expr) : List Nat :=
  let xs := removeNeutrals ctx e.toList
  let xs := if info.isComm ctx then sort xs else xs
  if info.isIdem ctx then mergeIdem xs else xs
end

namespace Context
variable {α : Sort u} (ctx : Context α)

private theorem evalList_cons (x : Nat) {xs : List Nat} (h : xs ≠ []) :
    evalList α ctx (x :: xs) = ctx.op (ctx.var x).value (evalList α ctx xs) := by
  cases xs with
  | nil => exact absurd rfl h
  | cons y ys => rfl
private theorem op_left_comm (h : Commutative ctx.op) (a b c : α) : ctx.op a (ctx.op b c) = ctx.op b (ctx.op a c) := by
  rw [← ctx.assoc.assoc, h.comm a b, ctx.assoc.assoc]

theorem evalList_append (l r : List Nat) (h₁ : l ≠ []) (h₂ : r ≠ []) :
    evalList α ctx (l.append r) = ctx.op (evalList α ctx l) (evalList α ctx r) := by
  induction l with
  | nil => exact absurd rfl h₁
  | cons x xs ih =>
    show evalList α ctx (x :: (xs ++ r)) = _
    cases xs with
    | nil => exact evalList_cons ctx x h₂
    | cons y ys =>
      rw [evalList_cons ctx x (by simp), evalList_cons ctx x (by simp), ctx.assoc.assoc]
      exact congrArg _ (ih (by simp))
theorem toList_nonEmpty (e : Expr) : e.toList ≠ [] := by
  induction e with
  | var x => exact nofun
  | op l r hl _ =>
    cases h : l.toList with
    | nil => exact absurd h hl
    | cons x xs => rw [Expr.toList, h]; exact nofun
theorem eval_toList (e : Expr) : evalList α ctx e.toList = eval α ctx e := by
  induction e with
  | var x => rfl
  | op l r hl hr =>
    rw [Expr.toList, evalList_append ctx _ _ (toList_nonEmpty l) (toList_nonEmpty r), hl, hr]; rfl

/-! ### Sorting -/
theorem _root_.Lean.Data.AC.insert_nonEmpty {x : Nat} {xs : List Nat} : insert x xs ≠ [] := by
  cases xs with
  | nil => exact nofun
  | cons y ys => rw [insert]; split <;> exact nofun
theorem evalList_insert (h : Commutative ctx.op) (x : Nat) (xs : List Nat) :
    evalList α ctx (insert x xs) = evalList α ctx (x :: xs) := by
  induction xs with
  | nil => rfl
  | cons y ys ih =>
    rw [insert]
    split
    · rfl
    · rw [evalList_cons ctx y insert_nonEmpty, ih]
      cases ys with
      | nil => exact h.comm _ _
      | cons z zs => exact op_left_comm ctx h _ _ _
private theorem evalList_append_insert (h : Commutative ctx.op) (x : Nat) (xs ys : List Nat) :
    evalList α ctx (xs ++ insert x ys) = evalList α ctx (x :: (xs ++ ys)) := by
  induction xs with
  | nil => exact evalList_insert ctx h x ys
  | cons z zs ih =>
    rw [List.cons_append, List.cons_append, evalList_cons ctx z (by simp [insert_nonEmpty]), ih,
      evalList_cons ctx x (xs := z :: (zs ++ ys)) (by simp)]
    cases zs ++ ys with
    | nil => exact h.comm _ _
    | cons w ws => exact op_left_comm ctx h _ _ _
private theorem evalList_sort_loop (h : Commutative ctx.op) (xs ys : List Nat) :
    evalList α ctx (sort.loop xs ys) = evalList α ctx (xs ++ ys) := by
  induction xs generalizing ys with
  | nil => rfl
  | cons x xs ih => exact (ih _).trans (evalList_append_insert ctx h x xs ys)
theorem evalList_sort (h : ContextInformation.isComm ctx = true) (e : List Nat) :
    evalList α ctx (sort e) = evalList α ctx e := by
  have comm : Commutative ctx.op := by
    cases e : ctx.comm with
    | none => rw [show ContextInformation.isComm ctx = ctx.comm.isSome from rfl, e] at h; exact nomatch h
    | some c => exact c.down
  exact (evalList_sort_loop ctx comm e []).trans (by rw [List.append_nil])

/-! ### What occurs twice -/
private theorem mergeIdem_loop_nonEmpty (x : Nat) (xs : List Nat) : mergeIdem.loop x xs ≠ [] := by
  induction xs generalizing x with
  | nil => exact nofun
  | cons y ys ih =>
    rw [mergeIdem.loop]
    split
    · exact ih x
    · exact nofun
theorem evalList_mergeIdem (h : ContextInformation.isIdem ctx = true) (e : List Nat) :
    evalList α ctx (mergeIdem e) = evalList α ctx e := by
  have idem : IdempotentOp ctx.op := by
    cases e : ctx.idem with
    | none => rw [show ContextInformation.isIdem ctx = ctx.idem.isSome from rfl, e] at h; exact nomatch h
    | some c => exact c.down
  cases e with
  | nil => rfl
  | cons x xs =>
    show evalList α ctx (mergeIdem.loop x xs) = _
    induction xs generalizing x with
    | nil => rfl
    | cons y ys ih =>
      rw [mergeIdem.loop]
      split
      · rename_i e
        subst e
        rw [ih]
        cases ys with
        | nil => exact (idem.idempotent _).symm
        | cons z zs =>
          rw [evalList_cons ctx x (by simp), evalList_cons ctx x (by simp), evalList_cons ctx x (by simp),
            ← ctx.assoc.assoc, idem.idempotent]
      · rw [evalList_cons ctx x (mergeIdem_loop_nonEmpty y ys), ih, evalList_cons ctx x (by simp)]

/-! ### Identities -/
theorem unwrap_isNeutral {ctx : Context α} {x : Nat} : ContextInformation.isNeutral ctx x = true →
    LawfulIdentity (EvalInformation.evalOp ctx) (EvalInformation.evalVar (β := α) ctx x) := by
  intro h
  cases e : (ctx.var x).neutral with
  | none => rw [show ContextInformation.isNeutral ctx x = (ctx.var x).neutral.isSome from rfl, e] at h; exact nomatch h
  | some c => exact c.down
private theorem neutral_of_loop {xs : List Nat} (h : removeNeutrals.loop ctx xs = []) :
    ∀ x, x ∈ xs → ContextInformation.isNeutral ctx x = true := by
  induction xs with
  | nil => exact nofun
  | cons y ys ih =>
    rw [removeNeutrals.loop] at h
    cases e : ContextInformation.isNeutral ctx y with
    | true =>
      rw [e] at h
      intro x hx
      rcases List.mem_cons.1 hx with rfl | hx
      · exact e
      · exact ih h x hx
    | false => rw [e] at h; exact nomatch h
private theorem evalList_neutral {x : Nat} {xs : List Nat}
    (h : ∀ y, y ∈ xs → ContextInformation.isNeutral ctx y = true) : evalList α ctx (x :: xs) = (ctx.var x).value := by
  induction xs generalizing x with
  | nil => rfl
  | cons y ys ih =>
    rw [evalList_cons ctx x (by simp), ih fun z hz => h z (.tail _ hz)]
    exact (unwrap_isNeutral (h y (.head _))).right_id _
private theorem evalList_removeNeutrals_loop {xs : List Nat} (h : removeNeutrals.loop ctx xs ≠ []) :
    evalList α ctx (removeNeutrals.loop ctx xs) = evalList α ctx xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    rw [removeNeutrals.loop] at h ⊢
    cases e : ContextInformation.isNeutral ctx x with
    | true =>
      simp only [e] at h ⊢
      have ne : xs ≠ [] := by rintro rfl; exact h rfl
      rw [ih h, evalList_cons ctx x ne]
      exact ((unwrap_isNeutral e).left_id _).symm
    | false =>
      simp only
      by_cases l : removeNeutrals.loop ctx xs = []
      · rw [l, evalList_neutral ctx (neutral_of_loop ctx l)]; rfl
      · have ne : xs ≠ [] := by rintro rfl; exact l rfl
        rw [evalList_cons ctx x l, ih l, evalList_cons ctx x ne]
theorem evalList_removeNeutrals (e : List Nat) : evalList α ctx (removeNeutrals ctx e) = evalList α ctx e := by
  cases e with
  | nil => rfl
  | cons x xs =>
    rw [removeNeutrals]
    cases l : removeNeutrals.loop ctx (x :: xs) with
    | nil => exact (evalList_neutral ctx fun y hy => neutral_of_loop ctx l y (.tail _ hy)).symm
    | cons y ys =>
      have h := evalList_removeNeutrals_loop ctx (xs := x :: xs) (by rw [l]; exact nofun)
      rw [l] at h; exact h

theorem eval_norm (e : Expr) : evalList α ctx (norm ctx e) = eval α ctx e := by
  simp only [norm]
  have h : evalList α ctx (if ContextInformation.isComm ctx = true then sort (removeNeutrals ctx e.toList)
      else removeNeutrals ctx e.toList) = eval α ctx e := by
    split
    · rename_i h; rw [evalList_sort ctx h, evalList_removeNeutrals, eval_toList]
    · rw [evalList_removeNeutrals, eval_toList]
  split
  · rename_i i; rw [evalList_mergeIdem ctx i]; exact h
  · exact h
theorem eq_of_norm (a b : Expr) (h : (norm ctx a == norm ctx b) = true) : eval α ctx a = eval α ctx b := by
  rw [← eval_norm, ← eval_norm, eq_of_beq h]
end Context
end Lean.Data.AC
