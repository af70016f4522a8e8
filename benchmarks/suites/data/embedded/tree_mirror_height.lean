/-! A tree and its mirror image are equally high. Source: folklore; a first exercise on trees. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.mirror {α : Type} : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror

def Tree.height {α : Type} : Tree α → Nat
  | .leaf => 0
  | .node l _ r => max l.height r.height + 1

theorem mirror_height {α : Type} (t : Tree α) : t.mirror.height = t.height := by
  sorry
