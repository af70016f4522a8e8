/-! A rotation does not change what a tree reads from left to right. Source: folklore; balanced search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.rotate : Tree → Tree
  | .node (.node a x b) y c => .node a x (.node b y c)
  | t => t

def Tree.straighten : Tree → Tree
  | .leaf => .leaf
  | .node l k r => (Tree.node l.straighten k r.straighten).rotate

def Tree.flatten : Tree → List Nat
  | .leaf => []
  | .node l k r => l.flatten ++ k :: r.flatten

theorem flatten_straighten (t : Tree) : t.straighten.flatten = t.flatten := by
  sorry
