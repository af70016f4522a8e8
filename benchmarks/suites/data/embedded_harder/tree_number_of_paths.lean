/-! A tree has one path more than nodes. Source: folklore; trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (right : Tree)

def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l r => l.size + r.size + 1

def Tree.paths : Tree → List (List Bool)
  | .leaf => [[]]
  | .node l r => l.paths.map (false :: ·) ++ r.paths.map (true :: ·)

theorem length_paths (t : Tree) : t.paths.length = t.size + 1 := by
  sorry
