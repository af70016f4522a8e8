/-! Equal sums with an equal first part have equal second parts. Source: Landau, Foundations of Analysis, theorem 8. -/

inductive N where
  | zero
  | succ (n : N)

def N.add : N → N → N
  | .zero, n => n
  | .succ m, n => .succ (m.add n)

theorem add_cancels (k m n : N) (h : k.add m = k.add n) : m = n := by
  sorry
