/-! The root of a heap is below all that is in it. Source: folklore; heaps. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.AtLeast (n : Nat) : Tree → Prop
  | .leaf => True
  | .node _ k _ => n ≤ k

def Tree.Heap : Tree → Prop
  | .leaf => True
  | .node l k r => l.AtLeast k ∧ r.AtLeast k ∧ l.Heap ∧ r.Heap

def Tree.Member (a : Nat) : Tree → Prop
  | .leaf => False
  | .node l k r => l.Member a ∨ a = k ∨ r.Member a

theorem atLeast_all (n a : Nat) (t : Tree) (h : t.Heap) (hn : t.AtLeast n) (ha : t.Member a) : n ≤ a := by
  sorry
