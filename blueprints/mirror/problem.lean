-- Mirroring a tree keeps its number of leaves, and the list of its leaves is the reversed one.
inductive Tree where
  | leaf (n : Nat) : Tree
  | node (l r : Tree) : Tree

def mirror : Tree → Tree
  | Tree.leaf n => Tree.leaf n
  | Tree.node l r => Tree.node (mirror r) (mirror l)

def leaves : Tree → List Nat
  | Tree.leaf n => [n]
  | Tree.node l r => leaves l ++ leaves r

theorem leaves_mirror (t : Tree) : leaves (mirror t) = (leaves t).reverse := by
  sorry
