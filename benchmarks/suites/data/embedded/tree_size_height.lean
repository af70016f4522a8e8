/-! A binary tree has at most two to the power of its height leaves.
Source: folklore; a tree of height h has at most 2 to the h leaves. -/

inductive Tree where
  | leaf
  | node (left right : Tree)

def Tree.leaves : Tree → Nat
  | .leaf => 1
  | .node l r => l.leaves + r.leaves

def Tree.height : Tree → Nat
  | .leaf => 0
  | .node l r => max l.height r.height + 1

theorem leaves_le (t : Tree) : t.leaves ≤ 2 ^ t.height := by
  sorry
