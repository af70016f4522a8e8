/-! Addition of naturals built from zero and successor is commutative.
Source: Dedekind and Peano; addition is commutative. -/

inductive N where
  | zero
  | succ (n : N)

def N.add : N → N → N
  | .zero, n => n
  | .succ m, n => .succ (m.add n)

theorem add_commutes (m n : N) : m.add n = n.add m := by
  sorry
