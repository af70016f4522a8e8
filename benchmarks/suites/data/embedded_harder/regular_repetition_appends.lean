/-! Two words that repeat an expression make one that repeats it. Source: Software Foundations, IndProp, star_app. -/

inductive Expression where
  | letter (c : Nat)
  | either (a b : Expression)
  | many (a : Expression)

inductive Matches : Expression → List Nat → Prop where
  | letter (c : Nat) : Matches (.letter c) [c]
  | left (a b : Expression) (w : List Nat) (h : Matches a w) : Matches (.either a b) w
  | right (a b : Expression) (w : List Nat) (h : Matches b w) : Matches (.either a b) w
  | stop (a : Expression) : Matches (.many a) []
  | again (a : Expression) (v w : List Nat) (hv : Matches a v) (hw : Matches (.many a) w) : Matches (.many a) (v ++ w)

theorem many_append (a : Expression) (v w : List Nat) (hv : Matches (.many a) v) (hw : Matches (.many a) w) :
    Matches (.many a) (v ++ w) := by
  sorry
