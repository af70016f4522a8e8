/-! In every pub there is someone such that, if they drink, everyone drinks.
Source: Smullyan, What Is the Name of This Book?, the drinking principle; Pelletier's problem 18. -/

theorem drinker {α : Type} [Inhabited α] (drinks : α → Prop) : ∃ x, drinks x → ∀ y, drinks y := by
  sorry
