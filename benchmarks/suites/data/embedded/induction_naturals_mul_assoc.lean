/-! Multiplication of naturals built from zero and successor is associative.
Source: Dedekind and Peano; multiplication is associative. -/

inductive N where
  | zero
  | succ (n : N)

def N.add : N → N → N
  | .zero, n => n
  | .succ m, n => .succ (m.add n)

def N.mul : N → N → N
  | .zero, _ => .zero
  | .succ m, n => n.add (m.mul n)

theorem mul_associates (k m n : N) : (k.mul m).mul n = k.mul (m.mul n) := by
  sorry
