/-! The members of a list, put into a search tree and read again, are a permutation of it.
Source: folklore; tree sort. -/

open List

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

theorem flatten_grow_perm (xs : List Nat) : (grow xs).flatten ~ xs := by
  sorry
