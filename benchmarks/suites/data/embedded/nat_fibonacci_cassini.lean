/-! Cassini's identity: a square of a Fibonacci number against the product of its neighbours.
Source: Cassini's identity (1680), at even places. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

theorem cassini (n : Nat) : fib (2 * n) * fib (2 * n + 2) + 1 = fib (2 * n + 1) * fib (2 * n + 1) := by
  sorry
