/-! A tree has as many values as the list that it flattens to has members.
Source: folklore; a first exercise on trees. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.size {α : Type} : Tree α → Nat
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size

def Tree.flatten {α : Type} : Tree α → List α
  | .leaf => []
  | .node l v r => l.flatten ++ v :: r.flatten

theorem flatten_length {α : Type} (t : Tree α) : t.flatten.length = t.size := by
  sorry
