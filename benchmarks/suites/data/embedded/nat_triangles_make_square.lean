/-! Two triangular numbers in a row add up to a square.
Source: Theon of Smyrna; two triangular numbers in a row make a square. -/

def triangle : Nat → Nat
  | 0 => 0
  | n + 1 => n + 1 + triangle n

theorem triangle_pair (n : Nat) : triangle n + triangle (n + 1) = (n + 1) * (n + 1) := by
  sorry
