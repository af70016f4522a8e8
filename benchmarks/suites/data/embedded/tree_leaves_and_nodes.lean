/-! A binary tree has one leaf more than it has nodes.
Source: Knuth, The Art of Computer Programming, volume 1, extended binary trees. -/

inductive Tree where
  | leaf
  | node (left right : Tree)

def Tree.leaves : Tree → Nat
  | .leaf => 1
  | .node l r => l.leaves + r.leaves

def Tree.nodes : Tree → Nat
  | .leaf => 0
  | .node l r => l.nodes + r.nodes + 1

theorem leaves_nodes (t : Tree) : t.leaves = t.nodes + 1 := by
  sorry
