/-! An order on naturals computed by recursion is transitive. Source: folklore; a total order. -/

inductive N where
  | zero
  | succ (n : N)

def N.le : N → N → Bool
  | .zero, _ => true
  | .succ _, .zero => false
  | .succ m, .succ n => m.le n

theorem le_transitive (k m n : N) (h₁ : k.le m = true) (h₂ : m.le n = true) : k.le n = true := by
  sorry
