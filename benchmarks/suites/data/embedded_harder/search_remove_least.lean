/-! Without its leftmost key, a tree reads as before without its first key. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.flatten : Tree → List Nat
  | .leaf => []
  | .node l k r => l.flatten ++ k :: r.flatten

def Tree.removeLeast : Tree → Tree
  | .leaf => .leaf
  | .node .leaf _ r => r
  | .node (.node a x b) k r => .node (Tree.node a x b).removeLeast k r

theorem flatten_removeLeast (t : Tree) : t.removeLeast.flatten = t.flatten.tail := by
  sorry
