/-! The cubes up to `n` add up to the square of the sum of the numbers up to `n`. Source: Nicomachus's theorem. -/

def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)

def sumCubes : Nat → Nat
  | 0 => 0
  | n + 1 => sumCubes n + (n + 1) ^ 3

theorem sumCubes_square (n : Nat) : sumCubes n = sumTo n * sumTo n := by
  sorry
