/- Integers: the type, its operations (the names and the shapes by which tactics compute with them), and the laws.
   Every law comes down to natural numbers: an integer is a difference `m ⊖ n` of two of them. -/
prelude
import Init.Nat.Dvd
import Init.List.Basic
import Init.Tactics
-- Not in Lean's documentation: Int.nonneg_negSucc
set_option autoImplicit false
universe u v

class NatCast (R : Type u) where
  protected natCast : Nat → R

set_option genCtorIdx false in
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int
attribute [extern "lean_nat_to_int"] Int.ofNat
attribute [extern "lean_int_neg_succ_of_nat"] Int.negSucc

class IntCast (R : Type u) where
  protected intCast : Int → R
instance instIntCastInt : IntCast Int where
  intCast n := n
@[coe, reducible, match_pattern] protected def Int.cast {R : Type u} [IntCast R] : Int → R := IntCast.intCast

instance instNatCastNat : NatCast Nat where
  natCast n := n
@[coe, reducible, match_pattern] protected def Nat.cast {R : Type u} [NatCast R] : Nat → R := NatCast.natCast
instance instNatCastInt : NatCast Int where
  natCast n := Int.ofNat n
instance {R : Type u} [NatCast R] : CoeTail Nat R where
  coe := Nat.cast
instance {R : Type u} [NatCast R] : CoeHTCT Nat R where
  coe := Nat.cast
instance instOfNat {n : Nat} : OfNat Int n where
  ofNat := Int.ofNat n

namespace Int
instance : Inhabited Int := ⟨ofNat 0⟩

set_option bootstrap.genMatcherCode false in
noncomputable def negOfNat : Nat → Int
  | 0 => 0
  | .succ m => negSucc m
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_neg"]
protected def neg (n : Int) : Int :=
  match n with
  | ofNat n => negOfNat n
  | negSucc n => ofNat (Nat.succ n)
@[default_instance mid] instance instNegInt : Neg Int where
  neg := Int.neg
set_option bootstrap.genMatcherCode false in
noncomputable def subNatNat (m n : Nat) : Int :=
  match (n - m : Nat) with
  | 0 => ofNat (m - n)
  | .succ k => negSucc k
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_add"]
protected def add (m n : Int) : Int :=
  match m, n with
  | ofNat m, ofNat n => ofNat (m + n)
  | ofNat m, negSucc n => subNatNat m (Nat.succ n)
  | negSucc m, ofNat n => subNatNat n (Nat.succ m)
  | negSucc m, negSucc n => negSucc (Nat.succ (m + n))
instance instAdd : Add Int where
  add := Int.add
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_mul"]
protected def mul (m n : Int) : Int :=
  match m, n with
  | ofNat m, ofNat n => ofNat (m * n)
  | ofNat m, negSucc n => negOfNat (m * Nat.succ n)
  | negSucc m, ofNat n => negOfNat (Nat.succ m * n)
  | negSucc m, negSucc n => ofNat (Nat.succ m * Nat.succ n)
instance instMul : Mul Int where
  mul := Int.mul
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_sub"]
protected def sub (m n : Int) : Int := m + -n
instance instSub : Sub Int where
  sub := Int.sub
inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (ofNat n)
theorem nonneg_negSucc {n : Nat} (h : NonNeg (negSucc n)) : False :=
  NonNeg.rec (motive := fun i _ => Int.rec (motive := fun _ => Prop) (fun _ => True) (fun _ => False) i) (fun _ => True.intro) h
protected def le (a b : Int) : Prop := NonNeg (b - a)
instance instLEInt : LE Int where
  le := Int.le
protected def lt (a b : Int) : Prop := (a + 1) ≤ b
instance instLTInt : LT Int where
  lt := Int.lt
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_dec_eq"]
protected def decEq (a b : Int) : Decidable (a = b) :=
  match a, b with
  | ofNat a, ofNat b =>
    match decEq a b with
    | isTrue h => isTrue (congrArg ofNat h)
    | isFalse h => isFalse fun h' => Int.noConfusion h' fun h' => h h'
  | ofNat _, negSucc _ => isFalse fun h => Int.noConfusion h
  | negSucc _, ofNat _ => isFalse fun h => Int.noConfusion h
  | negSucc a, negSucc b =>
    match decEq a b with
    | isTrue h => isTrue (congrArg negSucc h)
    | isFalse h => isFalse fun h' => Int.noConfusion h' fun h' => h h'
instance instDecidableEq : DecidableEq Int := Int.decEq
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_dec_nonneg"]
def decNonneg (m : Int) : Decidable (NonNeg m) :=
  match m with
  | ofNat m => isTrue (NonNeg.mk m)
  | negSucc _ => isFalse fun h => nonneg_negSucc h
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_dec_le"]
instance decLe (a b : Int) : Decidable (a ≤ b) := decNonneg _
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_dec_lt"]
instance decLt (a b : Int) : Decidable (a < b) := decNonneg _
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_abs"]
def natAbs (m : Int) : Nat :=
  match m with
  | ofNat m => m
  | negSucc m => m.succ
end Int
attribute [gen_constructor_elims] Int
namespace Int
noncomputable def sign : Int → Int
  | ofNat (.succ _) => 1
  | ofNat 0 => 0
  | negSucc _ => ofNat 0 - 1
noncomputable def toNat : Int → Nat
  | ofNat n => n
  | negSucc _ => 0
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_ediv"]
def ediv : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / Nat.succ n)
  | negSucc _, ofNat 0 => 0
  | negSucc m, ofNat (.succ n) => negSucc (m / Nat.succ n)
  | negSucc m, negSucc n => ofNat (Nat.succ (m / Nat.succ n))
instance instDiv : Div Int where
  div := Int.ediv
set_option bootstrap.genMatcherCode false in
@[extern "lean_int_emod"]
def emod : Int → Int → Int
  | ofNat m, n => ofNat (m % natAbs n)
  | negSucc m, n => subNatNat (natAbs n) (Nat.succ (m % natAbs n))
instance instMod : Mod Int where
  mod := Int.emod
instance instDvd : Dvd Int := ⟨fun a b => Exists fun c => b = a * c⟩
protected noncomputable def pow (m : Int) : Nat → Int
  | 0 => 1
  | .succ n => Int.pow m n * m
noncomputable instance instNatPow : NatPow Int where
  pow := Int.pow
instance instMin : Min Int := minOfLe
instance instMax : Max Int := maxOfLe
noncomputable def bmod (x : Int) (m : Nat) : Int :=
  let r := x % m
  if r < (m + 1) / 2 then r else r - m
noncomputable def bdiv (x : Int) (m : Nat) : Int :=
  if m = 0 then 0
  else
    let q := x / m
    let r := x % m
    if r < (m + 1) / 2 then q else q + 1
end Int
