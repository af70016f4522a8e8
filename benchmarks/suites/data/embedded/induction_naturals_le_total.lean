/-! Of two naturals one is at most the other, for an order computed by recursion. Source: folklore; a total order. -/

inductive N where
  | zero
  | succ (n : N)

def N.le : N → N → Bool
  | .zero, _ => true
  | .succ _, .zero => false
  | .succ m, .succ n => m.le n

theorem le_total (m n : N) : (m.le n || n.le m) = true := by
  sorry
