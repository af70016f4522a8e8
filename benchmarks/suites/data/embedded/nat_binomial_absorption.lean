/-! The absorption identity of binomial coefficients.
Source: Graham, Knuth and Patashnik, Concrete Mathematics, the absorption identity. -/

def choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => choose n k + choose n (k + 1)

theorem choose_absorb (n k : Nat) : (k + 1) * choose (n + 1) (k + 1) = (n + 1) * choose n k := by
  sorry
