/-! The mirror image of a tree flattens to the reversed list. Source: folklore; the traversals of a tree. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.mirror {α : Type} : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror

def Tree.flatten {α : Type} : Tree α → List α
  | .leaf => []
  | .node l v r => l.flatten ++ v :: r.flatten

theorem mirror_flatten {α : Type} (t : Tree α) : t.mirror.flatten = t.flatten.reverse := by
  sorry
