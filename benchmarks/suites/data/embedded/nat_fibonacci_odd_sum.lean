/-! The Fibonacci numbers at the first n odd places add up to one at an even place.
Source: E. Lucas; the sum of Fibonacci numbers at odd places. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

def sumFibOdd : Nat → Nat
  | 0 => 0
  | n + 1 => sumFibOdd n + fib (2 * n + 1)

theorem sumFibOdd_fib (n : Nat) : sumFibOdd n = fib (2 * n) := by
  sorry
