/-! The sum of two odd numbers is even, for even and odd numbers given by each other's rules.
Source: folklore; mutual induction. -/

mutual
inductive Even : Nat → Prop where
  | zero : Even 0
  | succ (n : Nat) (h : Odd n) : Even (n + 1)
inductive Odd : Nat → Prop where
  | succ (n : Nat) (h : Even n) : Odd (n + 1)
end

theorem odd_sum (m n : Nat) (hm : Odd m) (hn : Odd n) : Even (m + n) := by
  sorry
