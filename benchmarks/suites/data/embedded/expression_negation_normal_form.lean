/-! Pushing negations down to the letters keeps the truth value of a formula. Source: folklore; negation normal form. -/

inductive Formula where
  | letter (n : Nat)
  | not (a : Formula)
  | and (a b : Formula)
  | or (a b : Formula)

def Formula.truth (v : Nat → Bool) : Formula → Bool
  | .letter n => v n
  | .not a => !a.truth v
  | .and a b => a.truth v && b.truth v
  | .or a b => a.truth v || b.truth v

def Formula.push : Bool → Formula → Formula
  | true, .letter n => .letter n
  | false, .letter n => .not (.letter n)
  | true, .not a => a.push false
  | false, .not a => a.push true
  | true, .and a b => .and (a.push true) (b.push true)
  | false, .and a b => .or (a.push false) (b.push false)
  | true, .or a b => .or (a.push true) (b.push true)
  | false, .or a b => .and (a.push false) (b.push false)

theorem push_truth (v : Nat → Bool) (a : Formula) : (a.push true).truth v = a.truth v := by
  sorry
