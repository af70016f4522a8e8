-- Multiplication of one's own numbers commutes.
inductive N where
  | zero : N
  | succ (n : N) : N

def add (m : N) : N → N
  | N.zero => m
  | N.succ n => N.succ (add m n)

def mul (m : N) : N → N
  | N.zero => N.zero
  | N.succ n => add (mul m n) m

theorem mul_comm (m n : N) : mul m n = mul n m := by
  sorry
