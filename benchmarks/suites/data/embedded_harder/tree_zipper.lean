/-! A tree put together again from a place in it and the way there is the tree. Source: Huet, The Zipper (1997). -/

inductive Tree where
  | leaf
  | node (left : Tree) (value : Nat) (right : Tree)

inductive Step where
  | left (value : Nat) (right : Tree)
  | right (left : Tree) (value : Nat)

def down : List Bool → Tree → List Step → Tree × List Step
  | [], t, way => (t, way)
  | _ :: _, .leaf, way => (.leaf, way)
  | false :: p, .node l x r, way => down p l (.left x r :: way)
  | true :: p, .node l x r, way => down p r (.right l x :: way)

def up : Tree → List Step → Tree
  | t, [] => t
  | t, .left x r :: way => up (.node t x r) way
  | t, .right l x :: way => up (.node l x t) way

theorem up_down (p : List Bool) (t : Tree) : up (down p t []).1 (down p t []).2 = t := by
  sorry
