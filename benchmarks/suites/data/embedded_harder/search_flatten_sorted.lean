/-! A search tree read from left to right is a list in order. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.All (p : Nat → Prop) : Tree → Prop
  | .leaf => True
  | .node l k r => l.All p ∧ p k ∧ r.All p

def Tree.Ordered : Tree → Prop
  | .leaf => True
  | .node l k r => l.Ordered ∧ l.All (· < k) ∧ r.All (k < ·) ∧ r.Ordered

def Tree.flatten : Tree → List Nat
  | .leaf => []
  | .node l k r => l.flatten ++ k :: r.flatten

theorem flatten_sorted (t : Tree) (h : t.Ordered) : t.flatten.Pairwise (· < ·) := by
  sorry
