/-! No one shaves exactly those who do not shave themselves. Source: Russell's barber; Pelletier's problem 39. -/

theorem barber {α : Type} (shaves : α → α → Prop) : ¬∃ b, ∀ x, shaves b x ↔ ¬shaves x x := by
  sorry
