/-! The nodes of a tree counted with an accumulator are as many as counted by recursion.
Source: folklore; accumulators. -/

inductive Tree (α : Type) where
  | leaf
  | node (left : Tree α) (value : α) (right : Tree α)

def Tree.size {α : Type} : Tree α → Nat
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size

def Tree.sizeOnto {α : Type} : Tree α → Nat → Nat
  | .leaf, n => n
  | .node l _ r, n => l.sizeOnto (r.sizeOnto (n + 1))

theorem sizeOnto_zero {α : Type} (t : Tree α) : t.sizeOnto 0 = t.size := by
  sorry
