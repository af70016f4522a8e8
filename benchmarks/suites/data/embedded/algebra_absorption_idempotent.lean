/-! Absorption makes the meet idempotent.
Source: Dedekind; the absorption laws of a lattice make both operations idempotent. -/

theorem meet_idempotent {L : Type} (meet join : L → L → L) (absorb₁ : ∀ x y, meet x (join x y) = x)
    (absorb₂ : ∀ x y, join x (meet x y) = x) (x : L) : meet x x = x := by
  sorry
