/-! The squares of the Fibonacci numbers up to the nth add up to the product of two in a row.
Source: E. Lucas; the sum of the squares of Fibonacci numbers. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

def sumFibSquares : Nat → Nat
  | 0 => 0
  | n + 1 => sumFibSquares n + fib (n + 1) * fib (n + 1)

theorem sumFibSquares_product (n : Nat) : sumFibSquares n = fib n * fib (n + 1) := by
  sorry
