/-! A prime that divides a product divides one of its factors. Source: Euclid, Elements VII.30. -/

def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem prime_divides_product (p a b : Nat) (hp : Prime p) (h : p ∣ a * b) : p ∣ a ∨ p ∣ b := by
  sorry
