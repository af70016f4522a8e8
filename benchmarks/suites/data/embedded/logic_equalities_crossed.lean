/-! Two pairs of equalities, of each of which one holds.
Source: Pelletier, Seventy-Five Problems for Testing Automatic Theorem Provers, problem 48. -/

theorem equalities_crossed {α : Type} (a b c d : α) (h₁ : a = b ∨ c = d) (h₂ : a = c ∨ b = d) : a = d ∨ b = c := by
  sorry
