/-! A search tree becomes higher by one at most when something is inserted. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.height : Tree → Nat
  | .leaf => 0
  | .node l _ r => max l.height r.height + 1

def Tree.insert (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x < k then .node (l.insert x) k r else if k < x then .node l k (r.insert x) else .node l k r

theorem height_insert_le (x : Nat) (t : Tree) : (t.insert x).height ≤ t.height + 1 := by
  sorry
