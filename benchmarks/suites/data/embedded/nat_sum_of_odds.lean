/-! The first `n` odd numbers add up to the square of `n`. Source: Maurolico, Arithmeticorum libri duo (1575). -/

def sumOdd : Nat → Nat
  | 0 => 0
  | n + 1 => sumOdd n + (2 * n + 1)

theorem sumOdd_square (n : Nat) : sumOdd n = n * n := by
  sorry
