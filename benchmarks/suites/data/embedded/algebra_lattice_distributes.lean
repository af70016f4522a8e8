/-! In a lattice, if meet distributes over join, then join distributes over meet.
Source: folklore; one distributive law of a lattice gives the other. -/

theorem join_distributes {L : Type} (meet join : L → L → L) (meet_comm : ∀ x y, meet x y = meet y x)
    (join_assoc : ∀ x y z, join (join x y) z = join x (join y z)) (absorb₁ : ∀ x y, meet x (join x y) = x)
    (absorb₂ : ∀ x y, join x (meet x y) = x) (distrib : ∀ x y z, meet x (join y z) = join (meet x y) (meet x z))
    (x y z : L) : join x (meet y z) = meet (join x y) (join x z) := by
  sorry
