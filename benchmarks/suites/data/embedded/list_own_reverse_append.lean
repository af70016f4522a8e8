/-! The reverse of two lists together. Source: Software Foundations, Lists, rev_app_distr. -/

inductive Seq (α : Type) where
  | nil : Seq α
  | cons (head : α) (tail : Seq α) : Seq α

def Seq.append {α : Type} : Seq α → Seq α → Seq α
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (xs.append ys)

def Seq.reverse {α : Type} : Seq α → Seq α
  | .nil => .nil
  | .cons x xs => xs.reverse.append (.cons x .nil)

theorem reverse_appended {α : Type} (xs ys : Seq α) : (xs.append ys).reverse = ys.reverse.append xs.reverse := by
  sorry
