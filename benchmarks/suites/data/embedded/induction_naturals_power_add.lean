/-! A power with a sum as exponent, for naturals built from zero and successor.
Source: Dedekind, Was sind und was sollen die Zahlen?; a law of exponents. -/

inductive N where
  | zero
  | succ (n : N)

def N.add : N → N → N
  | .zero, n => n
  | .succ m, n => .succ (m.add n)

def N.mul : N → N → N
  | .zero, _ => .zero
  | .succ m, n => n.add (m.mul n)

def N.power (b : N) : N → N
  | .zero => .succ .zero
  | .succ n => b.mul (b.power n)

theorem power_add (b m n : N) : b.power (m.add n) = (b.power m).mul (b.power n) := by
  sorry
