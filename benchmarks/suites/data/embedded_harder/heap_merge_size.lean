/-! Two heaps merged have the nodes of both. Source: Sleator and Tarjan, Self-Adjusting Heaps (1986). -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size

def merge : Nat → Tree → Tree → Tree
  | 0, s, _ => s
  | _ + 1, .leaf, t => t
  | _ + 1, s, .leaf => s
  | n + 1, .node a x b, .node c y d =>
    if x ≤ y then .node (merge n (.node c y d) b) x a else .node (merge n (.node a x b) d) y c

theorem size_merge (n : Nat) (s t : Tree) (h : s.size + t.size < n) : (merge n s t).size = s.size + t.size := by
  sorry
