/-! The multiples of k, given by rules, are the numbers that k divides. Source: folklore; inductive definitions. -/

inductive Multiple (k : Nat) : Nat → Prop where
  | zero : Multiple k 0
  | more (n : Nat) (h : Multiple k n) : Multiple k (n + k)

theorem multiple_iff (k n : Nat) : Multiple k n ↔ k ∣ n := by
  sorry
