/-! Addition of naturals built from zero and successor is associative.
Source: Dedekind and Peano; addition is associative. -/

inductive N where
  | zero
  | succ (n : N)

def N.add : N → N → N
  | .zero, n => n
  | .succ m, n => .succ (m.add n)

theorem add_associates (k m n : N) : (k.add m).add n = k.add (m.add n) := by
  sorry
