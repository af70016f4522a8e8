/-! The members of a rose tree, read into a list, are as many as its nodes. Source: folklore; rose trees. -/

mutual
inductive Rose where
  | node (value : Nat) (children : Forest)
inductive Forest where
  | none
  | more (first : Rose) (rest : Forest)
end

mutual
def Rose.size : Rose → Nat
  | .node _ children => children.size + 1
def Forest.size : Forest → Nat
  | .none => 0
  | .more t rest => t.size + rest.size
end

mutual
def Rose.flatten : Rose → List Nat
  | .node x children => x :: children.flatten
def Forest.flatten : Forest → List Nat
  | .none => []
  | .more t rest => t.flatten ++ rest.flatten
end

theorem length_flatten (t : Rose) : t.flatten.length = t.size := by
  sorry
