/-! A full binary tree of height n has 2 ^ n - 1 nodes. Source: folklore; binary trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (right : Tree)

def Tree.full : Nat → Tree
  | 0 => .leaf
  | n + 1 => .node (Tree.full n) (Tree.full n)

def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l r => l.size + 1 + r.size

theorem size_full (n : Nat) : (Tree.full n).size = 2 ^ n - 1 := by
  sorry
