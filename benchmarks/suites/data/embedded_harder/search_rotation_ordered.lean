/-! A rotation leaves a search tree in order. Source: folklore; balanced search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.Between (low high : Nat) : Tree → Prop
  | .leaf => True
  | .node l k r => l.Between low k ∧ low < k ∧ k < high ∧ r.Between k high

def Tree.rotate : Tree → Tree
  | .node (.node a x b) y c => .node a x (.node b y c)
  | t => t

theorem rotate_between (low high : Nat) (t : Tree) (h : t.Between low high) : t.rotate.Between low high := by
  sorry
