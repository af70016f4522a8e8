/-! Folding the constants of an expression keeps its value. Source: folklore; constant folding. -/

inductive Expression where
  | number (n : Nat)
  | name (x : Nat)
  | plus (a b : Expression)
  | times (a b : Expression)

def Expression.value (env : Nat → Nat) : Expression → Nat
  | .number n => n
  | .name x => env x
  | .plus a b => a.value env + b.value env
  | .times a b => a.value env * b.value env

def makePlus : Expression → Expression → Expression
  | .number m, .number n => .number (m + n)
  | .number 0, b => b
  | a, b => .plus a b

def makeTimes : Expression → Expression → Expression
  | .number m, .number n => .number (m * n)
  | .number 0, _ => .number 0
  | .number 1, b => b
  | a, b => .times a b

def Expression.fold : Expression → Expression
  | .number n => .number n
  | .name x => .name x
  | .plus a b => makePlus a.fold b.fold
  | .times a b => makeTimes a.fold b.fold

theorem value_fold (env : Nat → Nat) (e : Expression) : e.fold.value env = e.value env := by
  sorry
