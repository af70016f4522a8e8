/-! The reverse of a word matches the expression that is turned round. Source: folklore; regular languages. -/

inductive Expression where
  | empty
  | letter (c : Nat)
  | either (a b : Expression)
  | andThen (a b : Expression)

inductive Matches : Expression → List Nat → Prop where
  | empty : Matches .empty []
  | letter (c : Nat) : Matches (.letter c) [c]
  | left (a b : Expression) (w : List Nat) (h : Matches a w) : Matches (.either a b) w
  | right (a b : Expression) (w : List Nat) (h : Matches b w) : Matches (.either a b) w
  | andThen (a b : Expression) (v w : List Nat) (hv : Matches a v) (hw : Matches b w) : Matches (.andThen a b) (v ++ w)

def Expression.turn : Expression → Expression
  | .empty => .empty
  | .letter c => .letter c
  | .either a b => .either a.turn b.turn
  | .andThen a b => .andThen b.turn a.turn

theorem matches_turn (e : Expression) (w : List Nat) (h : Matches e w) : Matches e.turn w.reverse := by
  sorry
