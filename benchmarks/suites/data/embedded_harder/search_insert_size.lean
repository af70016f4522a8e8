/-! Insertion into a search tree adds a node just when search did not find the number.
Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size

def Tree.has (x : Nat) : Tree → Bool
  | .leaf => false
  | .node l k r => if x < k then l.has x else if k < x then r.has x else true

def Tree.insert (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x < k then .node (l.insert x) k r else if k < x then .node l k (r.insert x) else .node l k r

theorem size_insert (x : Nat) (t : Tree) : (t.insert x).size = if t.has x then t.size else t.size + 1 := by
  sorry
