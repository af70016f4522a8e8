/-! Mapping over a tree and flattening may be done in either order. Source: folklore; flattening is natural. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.map {α β : Type} (f : α → β) : Tree α → Tree β
  | .leaf => .leaf
  | .node l v r => .node (l.map f) (f v) (r.map f)

def Tree.flatten {α : Type} : Tree α → List α
  | .leaf => []
  | .node l v r => l.flatten ++ v :: r.flatten

theorem map_flattened {α β : Type} (f : α → β) (t : Tree α) : (t.map f).flatten = t.flatten.map f := by
  sorry
