/-! A list reversed twice is the list. Source: Software Foundations, Lists, rev_involutive. -/

inductive Seq (α : Type) where
  | nil : Seq α
  | cons (head : α) (tail : Seq α) : Seq α

def Seq.append {α : Type} : Seq α → Seq α → Seq α
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (xs.append ys)

def Seq.reverse {α : Type} : Seq α → Seq α
  | .nil => .nil
  | .cons x xs => xs.reverse.append (.cons x .nil)

theorem reverse_involutive {α : Type} (xs : Seq α) : xs.reverse.reverse = xs := by
  sorry
