/-! Search finds just what is somewhere in a tree that is in order. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.Member (a : Nat) : Tree → Prop
  | .leaf => False
  | .node l k r => l.Member a ∨ a = k ∨ r.Member a

def Tree.Ordered : Tree → Prop
  | .leaf => True
  | .node l k r => l.Ordered ∧ (∀ a, l.Member a → a < k) ∧ (∀ a, r.Member a → k < a) ∧ r.Ordered

def Tree.has (x : Nat) : Tree → Bool
  | .leaf => false
  | .node l k r => if x < k then l.has x else if k < x then r.has x else true

theorem has_iff_member (x : Nat) (t : Tree) (h : t.Ordered) : t.has x = true ↔ t.Member x := by
  sorry
