/-! A tree read with the depth of each node has the same values as read without. Source: folklore; traversals. -/

inductive Tree (α : Type) where
  | leaf
  | node (left : Tree α) (value : α) (right : Tree α)

def Tree.withDepths {α : Type} : Tree α → List (α × Nat)
  | .leaf => []
  | .node l x r => l.withDepths.map (fun p => (p.1, p.2 + 1)) ++ (x, 0) :: r.withDepths.map (fun p => (p.1, p.2 + 1))

def Tree.values {α : Type} : Tree α → List α
  | .leaf => []
  | .node l x r => l.values ++ x :: r.values

theorem withDepths_fst {α : Type} (t : Tree α) : t.withDepths.map Prod.fst = t.values := by
  sorry
