/-! Two sums that have the same list of terms have the same value. Source: folklore; reflection. -/

inductive Expression where
  | zero
  | term (n : Nat)
  | plus (a b : Expression)

def Expression.value (env : Nat → Nat) : Expression → Nat
  | .zero => 0
  | .term n => env n
  | .plus a b => a.value env + b.value env

def Expression.terms : Expression → List Nat → List Nat
  | .zero, rest => rest
  | .term n, rest => n :: rest
  | .plus a b, rest => a.terms (b.terms rest)

theorem value_eq_of_terms (env : Nat → Nat) (a b : Expression) (h : a.terms [] = b.terms []) :
    a.value env = b.value env := by
  sorry
