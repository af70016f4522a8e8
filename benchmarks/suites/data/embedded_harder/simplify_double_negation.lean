/-! A formula without double negations holds where the formula holds, and is no larger.
Source: folklore; normal forms. -/

inductive Formula where
  | atom (n : Nat)
  | no (a : Formula)
  | both (a b : Formula)

def Formula.holds (v : Nat → Bool) : Formula → Bool
  | .atom n => v n
  | .no a => !a.holds v
  | .both a b => a.holds v && b.holds v

def negated : Formula → Formula
  | .no a => a
  | a => .no a

def Formula.simplify : Formula → Formula
  | .atom n => .atom n
  | .no a => negated a.simplify
  | .both a b => .both a.simplify b.simplify

def Formula.size : Formula → Nat
  | .atom _ => 1
  | .no a => a.size + 1
  | .both a b => a.size + b.size + 1

theorem simplify_spec (v : Nat → Bool) (a : Formula) : a.simplify.holds v = a.holds v ∧ a.simplify.size ≤ a.size := by
  sorry
