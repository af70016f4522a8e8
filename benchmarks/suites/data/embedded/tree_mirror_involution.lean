/-! A tree mirrored twice is the tree. Source: folklore; a first exercise on trees. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.mirror {α : Type} : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror

theorem mirror_mirror {α : Type} (t : Tree α) : t.mirror.mirror = t := by
  sorry
