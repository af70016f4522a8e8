/-! The sum of k times the factorial of k, and one, is a factorial. Source: folklore; an exercise in many textbooks. -/

def fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * fact n

def sumFact : Nat → Nat
  | 0 => 0
  | n + 1 => sumFact n + (n + 1) * fact (n + 1)

theorem sumFact_add_one (n : Nat) : sumFact n + 1 = fact (n + 1) := by
  sorry
