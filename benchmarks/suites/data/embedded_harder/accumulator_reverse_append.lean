/-! To reverse onto a list what was reversed onto another is to append. Source: Wadler, The Concatenate Vanishes. -/

inductive Items (α : Type) where
  | nil
  | cons (x : α) (rest : Items α)

def Items.append {α : Type} : Items α → Items α → Items α
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (xs.append ys)

def Items.onto {α : Type} : Items α → Items α → Items α
  | .nil, done => done
  | .cons x xs, done => xs.onto (.cons x done)

theorem onto_onto {α : Type} (xs ys : Items α) : (xs.onto .nil).onto ys = xs.append ys := by
  sorry
