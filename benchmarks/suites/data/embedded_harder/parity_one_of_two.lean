/-! Of a number and the next one, just one is even, for even numbers given by rules. Source: folklore; parity. -/

inductive Even : Nat → Prop where
  | zero : Even 0
  | more (n : Nat) (h : Even n) : Even (n + 2)

theorem even_or_next (n : Nat) : (Even n ∧ ¬Even (n + 1)) ∨ (¬Even n ∧ Even (n + 1)) := by
  sorry
