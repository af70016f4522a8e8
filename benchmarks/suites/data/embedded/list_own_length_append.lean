/-! The length of two lists together. Source: Software Foundations, Lists, app_length. -/

inductive Seq (α : Type) where
  | nil : Seq α
  | cons (head : α) (tail : Seq α) : Seq α

def Seq.append {α : Type} : Seq α → Seq α → Seq α
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (xs.append ys)

def Seq.length {α : Type} : Seq α → Nat
  | .nil => 0
  | .cons _ xs => xs.length + 1

theorem append_length {α : Type} (xs ys : Seq α) : (xs.append ys).length = ys.length + xs.length := by
  sorry
