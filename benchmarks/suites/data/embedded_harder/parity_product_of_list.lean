/-! A product is odd just when all its factors are odd. Source: folklore; parity. -/

def product : List Nat → Nat
  | [] => 1
  | x :: xs => x * product xs

theorem product_odd (xs : List Nat) : product xs % 2 = 1 ↔ ∀ x, x ∈ xs → x % 2 = 1 := by
  sorry
