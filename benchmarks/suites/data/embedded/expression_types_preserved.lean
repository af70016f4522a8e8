/-! An expression of a type has a value of that type.
Source: Software Foundations, Types, preservation, for a language of numbers and booleans. -/

inductive Kind where
  | number
  | truth

inductive Expression where
  | number (n : Nat)
  | truth (b : Bool)
  | plus (a b : Expression)
  | isZero (a : Expression)
  | ite (c t e : Expression)

inductive Value where
  | number (n : Nat)
  | truth (b : Bool)

inductive HasKind : Expression → Kind → Prop where
  | number (n : Nat) : HasKind (.number n) .number
  | truth (b : Bool) : HasKind (.truth b) .truth
  | plus (a b : Expression) (ha : HasKind a .number) (hb : HasKind b .number) : HasKind (.plus a b) .number
  | isZero (a : Expression) (ha : HasKind a .number) : HasKind (.isZero a) .truth
  | ite (c t e : Expression) (k : Kind) (hc : HasKind c .truth) (ht : HasKind t k) (he : HasKind e k) :
      HasKind (.ite c t e) k

def Expression.value : Expression → Option Value
  | .number n => some (.number n)
  | .truth b => some (.truth b)
  | .plus a b =>
    match a.value, b.value with
    | some (.number m), some (.number n) => some (.number (m + n))
    | _, _ => none
  | .isZero a =>
    match a.value with
    | some (.number n) => some (.truth (n == 0))
    | _ => none
  | .ite c t e =>
    match c.value with
    | some (.truth b) => if b = true then t.value else e.value
    | _ => none

def Value.kind : Value → Kind
  | .number _ => .number
  | .truth _ => .truth

theorem sound (e : Expression) (k : Kind) (h : HasKind e k) : ∃ v, e.value = some v ∧ v.kind = k := by
  sorry
