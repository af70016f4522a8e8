/-! Flattening a tree with an accumulator gives what flattening by appending gives.
Source: Bird, Introduction to Functional Programming using Haskell; flattening in linear time. -/

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def Tree.flatten {α : Type} : Tree α → List α
  | .leaf => []
  | .node l v r => l.flatten ++ v :: r.flatten

def Tree.flattenOnto {α : Type} : Tree α → List α → List α
  | .leaf, acc => acc
  | .node l v r, acc => l.flattenOnto (v :: r.flattenOnto acc)

theorem flattenOnto_nil {α : Type} (t : Tree α) : t.flattenOnto [] = t.flatten := by
  sorry
