/-! A strip of n squares is covered by pieces of two just when n is even. Source: folklore; domino tilings. -/

inductive Covered : Nat → Prop where
  | none : Covered 0
  | join (m n : Nat) (hm : Covered m) (hn : Covered n) : Covered (m + n)
  | piece : Covered 2

theorem covered_iff_even (n : Nat) : Covered n ↔ n % 2 = 0 := by
  sorry
