/-! A fold from the left is a fold from the right that builds a function. Source: Hutton, A Tutorial on Fold (1999). -/

def fromLeft {α β : Type} (f : β → α → β) : β → List α → β
  | b, [] => b
  | b, x :: xs => fromLeft f (f b x) xs

def build {α β : Type} (f : β → α → β) : List α → β → β
  | [] => id
  | x :: xs => fun b => build f xs (f b x)

theorem fromLeft_eq_build {α β : Type} (f : β → α → β) (b : β) (xs ys : List α) :
    fromLeft f b (xs ++ ys) = build f ys (build f xs b) := by
  sorry
