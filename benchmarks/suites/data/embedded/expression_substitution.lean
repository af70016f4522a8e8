/-! The value of an expression with another put for a variable.
Source: folklore; the substitution lemma of semantics. -/

inductive Expression where
  | number (n : Nat)
  | letter (x : Nat)
  | plus (a b : Expression)
  | times (a b : Expression)

def Expression.value (env : Nat → Nat) : Expression → Nat
  | .number n => n
  | .letter x => env x
  | .plus a b => a.value env + b.value env
  | .times a b => a.value env * b.value env

def Expression.substitute (y : Nat) (f : Expression) : Expression → Expression
  | .number n => .number n
  | .letter x => if x = y then f else .letter x
  | .plus a b => .plus (substitute y f a) (substitute y f b)
  | .times a b => .times (substitute y f a) (substitute y f b)

theorem substitute_value (env : Nat → Nat) (y : Nat) (f e : Expression) :
    (Expression.substitute y f e).value env = e.value fun x => if x = y then f.value env else env x := by
  sorry
