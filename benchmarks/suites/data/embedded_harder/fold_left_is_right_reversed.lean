/-! A fold from the left is a fold from the right over the reverse.
Source: Bird, Introduction to Functional Programming. -/

def fromLeft {α β : Type} (f : β → α → β) : β → List α → β
  | b, [] => b
  | b, x :: xs => fromLeft f (f b x) xs

def fromRight {α β : Type} (f : α → β → β) (b : β) : List α → β
  | [] => b
  | x :: xs => f x (fromRight f b xs)

theorem fromLeft_eq {α β : Type} (f : β → α → β) (b : β) (xs : List α) :
    fromLeft f b xs = fromRight (fun x c => f c x) b xs.reverse := by
  sorry
