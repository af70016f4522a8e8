/-! Binary digits read from the front by Horner's rule have the value that they have read from the back.
Source: folklore; Horner's rule. -/

def digit (b : Bool) : Nat := if b then 1 else 0

def fromFront : Nat → List Bool → Nat
  | n, [] => n
  | n, b :: bs => fromFront (2 * n + digit b) bs

def fromBack : List Bool → Nat
  | [] => 0
  | b :: bs => digit b + 2 * fromBack bs

theorem fromFront_reverse (bs : List Bool) : fromFront 0 bs.reverse = fromBack bs := by
  sorry
