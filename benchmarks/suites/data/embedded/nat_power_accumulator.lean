/-! A power computed with an accumulator.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): exp and qexp. -/

def powerOnto (b : Nat) : Nat → Nat → Nat
  | 0, acc => acc
  | n + 1, acc => powerOnto b n (b * acc)

theorem powerOnto_one (b n : Nat) : powerOnto b n 1 = b ^ n := by
  sorry
