/-! Inserting a key into a search tree changes nothing about another.
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

theorem has_insert_other (x y : Nat) (h : x ≠ y) (t : Tree) : (t.insert x).has y = t.has y := by
  sorry
