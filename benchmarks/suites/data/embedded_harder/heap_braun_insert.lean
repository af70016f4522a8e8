/-! Insertion into a Braun tree leaves it balanced.
Source: Hoogerwoord, A Logarithmic Implementation of Flexible Arrays. -/

inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size

def Tree.Braun : Tree → Prop
  | .leaf => True
  | .node l _ r => (l.size = r.size ∨ l.size = r.size + 1) ∧ l.Braun ∧ r.Braun

def Tree.push (x : Nat) : Tree → Tree
  | .leaf => .node .leaf x .leaf
  | .node l k r => .node (r.push (max x k)) (min x k) l

theorem push_braun (x : Nat) (t : Tree) (h : t.Braun) : (t.push x).Braun := by
  sorry
