/-! Multiplication of naturals built from zero and successor is commutative.
Source: Dedekind and Peano; multiplication is commutative. -/

inductive N where
  | zero
  | succ (n : N)

def N.add : N → N → N
  | .zero, n => n
  | .succ m, n => .succ (m.add n)

def N.mul : N → N → N
  | .zero, _ => .zero
  | .succ m, n => n.add (m.mul n)

theorem mul_commutes (m n : N) : m.mul n = n.mul m := by
  sorry
