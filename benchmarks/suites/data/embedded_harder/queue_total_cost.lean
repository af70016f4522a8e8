/-! On a queue of two lists, n operations move n members from the back to the front at most.
Source: Okasaki; amortisation. -/

inductive Operation where
  | push (x : Nat)
  | pop

def moves : List Operation → List Nat → List Nat → Nat
  | [], _, _ => 0
  | .push x :: rest, front, back => moves rest front (x :: back)
  | .pop :: rest, _ :: front, back => moves rest front back
  | .pop :: rest, [], back => back.length + moves rest back.reverse.tail []

theorem moves_le (ops : List Operation) : moves ops [] [] ≤ ops.length := by
  sorry
