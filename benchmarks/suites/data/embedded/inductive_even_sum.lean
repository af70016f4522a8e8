/-! The sum of two even numbers is even, for even numbers given by rules.
Source: Software Foundations, IndProp, ev_sum. -/

inductive Even : Nat → Prop where
  | zero : Even 0
  | add_two (n : Nat) (h : Even n) : Even (n + 2)

theorem even_sum (m n : Nat) (hm : Even m) (hn : Even n) : Even (m + n) := by
  sorry
