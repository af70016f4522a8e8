/-! Of two transitive relations, one of them symmetric, that together relate all, one relates all by itself.
Source: J. Łoś's puzzle, in Pelletier and Rudnicki, Non-Obviousness (1986). -/

theorem los {α : Type} (p q : α → α → Prop) (hp : ∀ x y z, p x y → p y z → p x z)
    (hq : ∀ x y z, q x y → q y z → q x z) (hs : ∀ x y, q x y → q y x) (h : ∀ x y, p x y ∨ q x y) :
    (∀ x y, p x y) ∨ ∀ x y, q x y := by
  sorry
