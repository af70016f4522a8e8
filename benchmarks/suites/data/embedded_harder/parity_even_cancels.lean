/-! If a sum and one of its terms are even by rules, so is the other.
Source: Software Foundations, IndProp, ev_ev__ev. -/

inductive Even : Nat → Prop where
  | zero : Even 0
  | more (n : Nat) (h : Even n) : Even (n + 2)

theorem even_of_sum (m n : Nat) (h : Even (n + m)) (hn : Even n) : Even m := by
  sorry
