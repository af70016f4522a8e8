/-! The parity bit of two messages together is that of one added to that of the other.
Source: folklore; the parity bit of a message. -/

def parityBit : List Bool → Bool
  | [] => false
  | b :: bs => Bool.xor b (parityBit bs)

theorem parityBit_append (xs ys : List Bool) : parityBit (xs ++ ys) = Bool.xor (parityBit xs) (parityBit ys) := by
  sorry
