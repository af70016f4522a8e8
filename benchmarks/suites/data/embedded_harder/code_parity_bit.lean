/-! When one bit of a word with its parity bit is flipped, the parity shows it. Source: folklore; parity check. -/

def parity : List Bool → Bool
  | [] => false
  | b :: bs => b ^^ parity bs

def protect (bs : List Bool) : List Bool := bs ++ [parity bs]

def flipAt : Nat → List Bool → List Bool
  | _, [] => []
  | 0, b :: bs => (!b) :: bs
  | n + 1, b :: bs => b :: flipAt n bs

theorem flip_is_found (n : Nat) (bs : List Bool) (h : n ≤ bs.length) : parity (flipAt n (protect bs)) = true := by
  sorry
