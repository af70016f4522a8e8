/-! A search tree has what was inserted and what it had, and nothing else. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.Member (a : Nat) : Tree → Prop
  | .leaf => False
  | .node l k r => l.Member a ∨ a = k ∨ r.Member a

def Tree.insert (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x < k then .node (l.insert x) k r else if k < x then .node l k (r.insert x) else .node l k r

theorem member_insert (a x : Nat) (t : Tree) : (t.insert x).Member a ↔ a = x ∨ t.Member a := by
  sorry
