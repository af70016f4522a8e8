/-! What was inserted into a search tree is found in it.
Source: Software Foundations, Verified Functional Algorithms, SearchTree. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.insert (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => if x < k then .node (l.insert x) k r else if k < x then .node l k (r.insert x) else .node l k r

def Tree.has (x : Nat) : Tree → Bool
  | .leaf => false
  | .node l k r => if x < k then l.has x else if k < x then r.has x else true

theorem has_insert (x : Nat) (t : Tree) : (t.insert x).has x = true := by
  sorry
