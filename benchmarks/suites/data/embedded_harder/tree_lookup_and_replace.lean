/-! What is put at the end of a path is found there, if the path is one of the tree. Source: folklore; trees. -/

inductive Tree where
  | leaf (n : Nat)
  | node (left : Tree) (right : Tree)

def Tree.get : List Bool → Tree → Option Nat
  | [], .leaf n => some n
  | false :: p, .node l _ => l.get p
  | true :: p, .node _ r => r.get p
  | _, _ => none

def Tree.put (m : Nat) : List Bool → Tree → Tree
  | [], .leaf _ => .leaf m
  | false :: p, .node l r => .node (l.put m p) r
  | true :: p, .node l r => .node l (r.put m p)
  | _, t => t

theorem get_put (t : Tree) (p : List Bool) (m n : Nat) (h : t.get p = some n) : (t.put m p).get p = some m := by
  sorry
