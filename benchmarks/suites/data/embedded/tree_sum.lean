/-! The values of a tree add up to the sum of the list that it flattens to. Source: folklore; the sum over a tree. -/

inductive Tree where
  | leaf
  | node (left : Tree) (value : Nat) (right : Tree)

def Tree.sum : Tree → Nat
  | .leaf => 0
  | .node l v r => v + (l.sum + r.sum)

def Tree.flatten : Tree → List Nat
  | .leaf => []
  | .node l v r => l.flatten ++ v :: r.flatten

theorem flatten_sum (t : Tree) : t.flatten.sum = t.sum := by
  sorry
