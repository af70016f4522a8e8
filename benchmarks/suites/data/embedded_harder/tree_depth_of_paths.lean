/-! No path of a tree is longer than the tree is deep. Source: folklore; trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (right : Tree)

def Tree.depth : Tree → Nat
  | .leaf => 0
  | .node l r => max l.depth r.depth + 1

def Tree.paths : Tree → List (List Bool)
  | .leaf => [[]]
  | .node l r => l.paths.map (false :: ·) ++ r.paths.map (true :: ·)

theorem length_path_le (t : Tree) (p : List Bool) (h : p ∈ t.paths) : p.length ≤ t.depth := by
  sorry
