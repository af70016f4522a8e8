/-! Appending lists is associative. Source: Software Foundations, Lists, app_assoc. -/

inductive Seq (α : Type) where
  | nil : Seq α
  | cons (head : α) (tail : Seq α) : Seq α

def Seq.append {α : Type} : Seq α → Seq α → Seq α
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (xs.append ys)

theorem append_associates {α : Type} (xs ys zs : Seq α) : (xs.append ys).append zs = xs.append (ys.append zs) := by
  sorry
