/-! An expression that has a value in one go comes to it step by step. Source: Software Foundations, Smallstep. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

inductive Step : Expression → Expression → Prop where
  | add (m n : Nat) : Step (.plus (.number m) (.number n)) (.number (m + n))
  | left (a a' b : Expression) (h : Step a a') : Step (.plus a b) (.plus a' b)
  | right (m : Nat) (b b' : Expression) (h : Step b b') : Step (.plus (.number m) b) (.plus (.number m) b')

inductive Steps : Expression → Expression → Prop where
  | none (a : Expression) : Steps a a
  | more (a b c : Expression) (h : Step a b) (rest : Steps b c) : Steps a c

def Expression.value : Expression → Nat
  | .number n => n
  | .plus a b => a.value + b.value

theorem steps_to_value (e : Expression) : Steps e (.number e.value) := by
  sorry
