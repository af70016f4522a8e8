/-! Numbers written in unary, each with a mark at its end, are read again. Source: folklore; prefix codes. -/

def write : List Nat → List Bool
  | [] => []
  | n :: ns => List.replicate n true ++ false :: write ns

def read : Nat → List Bool → List Nat
  | _, [] => []
  | n, true :: bs => read (n + 1) bs
  | n, false :: bs => n :: read 0 bs

theorem read_write (ns : List Nat) : read 0 (write ns) = ns := by
  sorry
