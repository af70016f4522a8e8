/-! Differences that stand for the same integer, multiplied by a third, stand for the same again.
Source: folklore; integers as pairs of natural numbers. -/

def Same (p q : Nat × Nat) : Prop := p.1 + q.2 = q.1 + p.2

def times (p q : Nat × Nat) : Nat × Nat := (p.1 * q.1 + p.2 * q.2, p.1 * q.2 + p.2 * q.1)

theorem times_same (p q r : Nat × Nat) (h : Same p q) : Same (times p r) (times q r) := by
  sorry
