/-! What is inserted into a search tree leaves it in order. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.All (p : Nat → Prop) : Tree → Prop
  | .leaf => True
  | .node l k r => l.All p ∧ p k ∧ r.All p

def Tree.Ordered : Tree → Prop
  | .leaf => True
  | .node l k r => l.Ordered ∧ l.All (· < k) ∧ r.All (k < ·) ∧ r.Ordered

def Tree.insert (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x < k then .node (l.insert x) k r else if k < x then .node l k (r.insert x) else .node l k r

theorem insert_ordered (x : Nat) (t : Tree) (h : t.Ordered) : (t.insert x).Ordered := by
  sorry
