/-! A loop that moves one at a time from one counter to another adds them. Source: Hoare, An Axiomatic Basis (1969). -/

inductive Runs : Nat × Nat → Nat × Nat → Prop where
  | stop (b : Nat) : Runs (0, b) (0, b)
  | turn (a b : Nat) (s : Nat × Nat) (h : Runs (a, b + 1) s) : Runs (a + 1, b) s

theorem runs_sum (a b : Nat) (s : Nat × Nat) : Runs (a, b) s ↔ s = (0, a + b) := by
  sorry
