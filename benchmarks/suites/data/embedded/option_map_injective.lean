/-! An injective function stays injective on optional values. Source: folklore. -/

theorem option_map_injective {α β : Type} (f : α → β) (h : ∀ x y, f x = f y → x = y) (a b : Option α)
    (e : a.map f = b.map f) : a = b := by
  sorry
