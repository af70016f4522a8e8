/-! The leftmost key of a search tree is its least. Source: folklore; binary search trees. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.Member (a : Nat) : Tree → Prop
  | .leaf => False
  | .node l k r => l.Member a ∨ a = k ∨ r.Member a

def Tree.Ordered : Tree → Prop
  | .leaf => True
  | .node l k r => l.Ordered ∧ (∀ a, l.Member a → a < k) ∧ (∀ a, r.Member a → k < a) ∧ r.Ordered

def Tree.leftmost (other : Nat) : Tree → Nat
  | .leaf => other
  | .node l k _ => l.leftmost k

theorem leftmost_le (a d : Nat) (t : Tree) (h : t.Ordered) (ha : t.Member a) : t.leftmost d ≤ a := by
  sorry
