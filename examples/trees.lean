/-! Binary trees: a mirrored tree has the same size, and mirroring twice gives the tree back. -/

inductive Tree where
  | leaf : Tree
  | node (left : Tree) (value : Nat) (right : Tree) : Tree

def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l _ r => l.size + r.size + 1

def Tree.mirror : Tree → Tree
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror

theorem mirror_size (t : Tree) : t.mirror.size = t.size := by
  sorry

theorem mirror_mirror (t : Tree) : t.mirror.mirror = t := by
  sorry
