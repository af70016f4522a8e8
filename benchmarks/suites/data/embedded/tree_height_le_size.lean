/-! A tree is at most as high as it has nodes. Source: folklore; a first exercise on trees. -/

inductive Tree where
  | leaf
  | node (left right : Tree)

def Tree.nodes : Tree → Nat
  | .leaf => 0
  | .node l r => l.nodes + r.nodes + 1

def Tree.height : Tree → Nat
  | .leaf => 0
  | .node l r => max l.height r.height + 1

theorem height_le (t : Tree) : t.height ≤ t.nodes := by
  sorry
