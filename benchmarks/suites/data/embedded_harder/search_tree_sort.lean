/-! The members of a list, put into a search tree and read again, come out in order. Source: folklore; tree sort. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.insert (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x ≤ k then .node (l.insert x) k r else .node l k (r.insert x)

def Tree.flatten : Tree → List Nat
  | .leaf => []
  | .node l k r => l.flatten ++ k :: r.flatten

def grow : List Nat → Tree
  | [] => .leaf
  | x :: xs => (grow xs).insert x

theorem flatten_grow_sorted (xs : List Nat) : (grow xs).flatten.Pairwise (· ≤ ·) := by
  sorry
