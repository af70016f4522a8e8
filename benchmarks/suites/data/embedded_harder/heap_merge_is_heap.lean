/-! Two heaps merged are a heap. Source: Sleator and Tarjan, Self-Adjusting Heaps (1986). -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.AtLeast (n : Nat) : Tree → Prop
  | .leaf => True
  | .node _ k _ => n ≤ k

def Tree.Heap : Tree → Prop
  | .leaf => True
  | .node l k r => l.AtLeast k ∧ r.AtLeast k ∧ l.Heap ∧ r.Heap

def merge : Nat → Tree → Tree → Tree
  | 0, s, _ => s
  | _ + 1, .leaf, t => t
  | _ + 1, s, .leaf => s
  | n + 1, .node a x b, .node c y d =>
    if x ≤ y then .node (merge n (.node c y d) b) x a else .node (merge n (.node a x b) d) y c

theorem merge_heap (n : Nat) (s t : Tree) (hs : s.Heap) (ht : t.Heap) : (merge n s t).Heap := by
  sorry
