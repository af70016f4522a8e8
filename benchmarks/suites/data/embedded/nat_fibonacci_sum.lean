/-! The Fibonacci numbers up to the `n`th, and one, add up to the one after the next.
Source: E. Lucas; the sum of the Fibonacci numbers. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

def sumFib : Nat → Nat
  | 0 => 0
  | n + 1 => sumFib n + fib (n + 1)

theorem sumFib_add_one (n : Nat) : sumFib n + 1 = fib (n + 2) := by
  sorry
