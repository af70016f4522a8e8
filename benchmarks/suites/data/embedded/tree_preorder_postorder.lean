/-! The postorder of a tree is the reversed preorder of its mirror image.
Source: Knuth, The Art of Computer Programming, volume 1, traversing binary trees. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.mirror {α : Type} : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror

def Tree.preorder {α : Type} : Tree α → List α
  | .leaf => []
  | .node l v r => v :: (l.preorder ++ r.preorder)

def Tree.postorder {α : Type} : Tree α → List α
  | .leaf => []
  | .node l v r => l.postorder ++ (r.postorder ++ [v])

theorem postorder_mirror {α : Type} (t : Tree α) : t.postorder = t.mirror.preorder.reverse := by
  sorry
