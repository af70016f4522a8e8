/-! Every positive number up to n divides the factorial of n.
Source: Euclid, Elements IX.20, the step to the product. -/

def fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * fact n

theorem dvd_fact (n k : Nat) (hk : 0 < k) (hn : k ≤ n) : k ∣ fact n := by
  sorry
