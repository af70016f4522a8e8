/-! A number pushed into a heap leaves a heap. Source: folklore; heaps as Braun trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.Above (n : Nat) : Tree → Prop
  | .leaf => True
  | .node l k r => n ≤ k ∧ l.Above k ∧ r.Above k

def Tree.push (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x ≤ k then .node (r.push k) x l else .node (r.push x) k l

theorem push_above (n x : Nat) (t : Tree) (hx : n ≤ x) (h : t.Above n) : (t.push x).Above n := by
  sorry
