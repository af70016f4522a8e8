/-! To replace two names, neither of which occurs in what replaces the other, goes in either order. Source: folklore. -/

inductive Expression where
  | name (x : Nat)
  | apply (a b : Expression)

def replace (x : Nat) (s : Expression) : Expression → Expression
  | .name y => if y = x then s else .name y
  | .apply a b => .apply (replace x s a) (replace x s b)

def Expression.Free (x : Nat) : Expression → Prop
  | .name y => y = x
  | .apply a b => a.Free x ∨ b.Free x

theorem replace_comm (x y : Nat) (s t e : Expression) (hxy : x ≠ y) (hs : ¬s.Free y) (ht : ¬t.Free x) :
    replace y t (replace x s e) = replace x s (replace y t e) := by
  sorry
