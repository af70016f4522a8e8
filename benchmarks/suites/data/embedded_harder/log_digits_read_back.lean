/-! The digits of a number in a base of two or more are read back to the number.
Source: folklore; positional notation. -/

def digits (base : Nat) : Nat → Nat → List Nat
  | 0, _ => []
  | fuel + 1, n => if n = 0 then [] else n % base :: digits base fuel (n / base)

def value (base : Nat) : List Nat → Nat
  | [] => 0
  | d :: ds => d + base * value base ds

theorem value_digits (base fuel n : Nat) (hb : 2 ≤ base) (hn : n ≤ fuel) : value base (digits base fuel n) = n := by
  sorry
