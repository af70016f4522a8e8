/-! The power 2 ^ k comes to one in k Collatz steps. Source: Collatz; folklore. -/

def step (n : Nat) : Nat := if n % 2 = 0 then n / 2 else 3 * n + 1

def walk : Nat → Nat → Nat
  | 0, n => n
  | k + 1, n => walk k (step n)

theorem walk_pow (k : Nat) : walk k (2 ^ k) = 1 := by
  sorry
