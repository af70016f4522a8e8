/-! A number is divisible by eleven just when the alternating sum of its digits is. Source: folklore; digit sums. -/

def value : List Nat → Nat
  | [] => 0
  | d :: ds => d + 10 * value ds

def alternating : List Nat → Int
  | [] => 0
  | d :: ds => d - alternating ds

theorem eleven (ds : List Nat) : 11 ∣ value ds ↔ (11 : Int) ∣ alternating ds := by
  sorry
