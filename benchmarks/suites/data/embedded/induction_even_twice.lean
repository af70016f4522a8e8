/-! A number that is even by the rules is twice another. Source: Software Foundations, IndProp, ev_Even. -/

inductive Even : Nat → Prop where
  | zero : Even 0
  | add_two (n : Nat) (h : Even n) : Even (n + 2)

theorem even_twice (n : Nat) (h : Even n) : ∃ k, n = 2 * k := by
  sorry
