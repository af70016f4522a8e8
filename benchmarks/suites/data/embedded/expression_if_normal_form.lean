/-! Taking a test out of the test of another keeps the value of a conditional expression.
Source: Boyer and Moore, A Computational Logic, the tautology checker. -/

inductive Conditional where
  | letter (n : Nat)
  | constant (b : Bool)
  | ite (c t e : Conditional)

def Conditional.truth (v : Nat → Bool) : Conditional → Bool
  | .letter n => v n
  | .constant b => b
  | .ite c t e => if c.truth v = true then t.truth v else e.truth v

def Conditional.branch : Conditional → Conditional → Conditional → Conditional
  | .ite c t e, x, y => c.branch (t.branch x y) (e.branch x y)
  | c, x, y => .ite c x y

def Conditional.normal : Conditional → Conditional
  | .ite c t e => c.branch t.normal e.normal
  | c => c

theorem normal_truth (v : Nat → Bool) (c : Conditional) : c.normal.truth v = c.truth v := by
  sorry
