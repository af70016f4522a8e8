/-! If a sum and its first part are even by the rules, so is the second part.
Source: Software Foundations, IndProp, ev_ev__ev. -/

inductive Even : Nat → Prop where
  | zero : Even 0
  | add_two (n : Nat) (h : Even n) : Even (n + 2)

theorem even_of_sum (m n : Nat) (h₁ : Even (m + n)) (h₂ : Even m) : Even n := by
  sorry
