/-! A factorial computed with an accumulator.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): fac and qfac. -/

def fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * fact n

def factOnto : Nat → Nat → Nat
  | 0, acc => acc
  | n + 1, acc => factOnto n ((n + 1) * acc)

theorem factOnto_one (n : Nat) : factOnto n 1 = fact n := by
  sorry
