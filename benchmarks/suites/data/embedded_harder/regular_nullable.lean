/-! An expression matches the empty word just when it is found to.
Source: Brzozowski, Derivatives of Regular Expressions. -/

inductive Expression where
  | empty
  | letter (c : Nat)
  | either (a b : Expression)
  | andThen (a b : Expression)
  | many (a : Expression)

inductive Matches : Expression → List Nat → Prop where
  | empty : Matches .empty []
  | letter (c : Nat) : Matches (.letter c) [c]
  | left (a b : Expression) (w : List Nat) (h : Matches a w) : Matches (.either a b) w
  | right (a b : Expression) (w : List Nat) (h : Matches b w) : Matches (.either a b) w
  | andThen (a b : Expression) (v w : List Nat) (hv : Matches a v) (hw : Matches b w) : Matches (.andThen a b) (v ++ w)
  | stop (a : Expression) : Matches (.many a) []
  | again (a : Expression) (v w : List Nat) (hv : Matches a v) (hw : Matches (.many a) w) : Matches (.many a) (v ++ w)

def Expression.nullable : Expression → Bool
  | .empty => true
  | .letter _ => false
  | .either a b => a.nullable || b.nullable
  | .andThen a b => a.nullable && b.nullable
  | .many _ => true

theorem nullable_iff (e : Expression) : e.nullable = true ↔ Matches e [] := by
  sorry
