/-! Leaving out additions of zero keeps the value of an expression.
Source: Software Foundations, Imp, optimize_0plus_sound. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)
  | times (a b : Expression)

def Expression.value : Expression → Nat
  | .number n => n
  | .plus a b => a.value + b.value
  | .times a b => a.value * b.value

def Expression.optimise : Expression → Expression
  | .number n => .number n
  | .plus (.number 0) b => b.optimise
  | .plus a b => .plus a.optimise b.optimise
  | .times a b => .times a.optimise b.optimise

theorem optimise_value (e : Expression) : e.optimise.value = e.value := by
  sorry
