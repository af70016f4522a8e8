/-! Composing partial functions is associative.
Source: folklore; the composition of partial functions is associative. -/

def andThen {α β γ : Type} (f : α → Option β) (g : β → Option γ) : α → Option γ := fun x => (f x).bind g

theorem andThen_assoc {α β γ δ : Type} (f : α → Option β) (g : β → Option γ) (h : γ → Option δ) :
    andThen (andThen f g) h = andThen f (andThen g h) := by
  sorry
