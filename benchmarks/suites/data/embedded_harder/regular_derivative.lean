/-! A word that matches the derivative by a letter matches the expression with that letter in front.
Source: Brzozowski, Derivatives of Regular Expressions (1964). -/

inductive Expression where
  | none
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

def Expression.nullable : Expression → Bool
  | .empty => true
  | .either a b => a.nullable || b.nullable
  | .andThen a b => a.nullable && b.nullable
  | _ => false

def Expression.after (c : Nat) : Expression → Expression
  | .letter d => if c = d then .empty else .none
  | .either a b => .either (a.after c) (b.after c)
  | .andThen a b => if a.nullable then .either (.andThen (a.after c) b) (b.after c) else .andThen (a.after c) b
  | _ => .none

theorem matches_after (c : Nat) (e : Expression) (w : List Nat) (h : Matches (e.after c) w) : Matches e (c :: w) := by
  sorry
