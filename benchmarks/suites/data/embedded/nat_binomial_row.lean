/-! A row of Pascal's triangle adds up to a power of two. Source: Pascal, Traité du triangle arithmétique. -/

def choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => choose n k + choose n (k + 1)

def sumChoose (n : Nat) : Nat → Nat
  | 0 => 1
  | k + 1 => sumChoose n k + choose n (k + 1)

theorem sumChoose_row (n : Nat) : sumChoose n n = 2 ^ n := by
  sorry
