/-! Every third Fibonacci number is even, and no other. Source: folklore; Fibonacci numbers. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

theorem fib_even (n : Nat) : fib n % 2 = 0 ↔ n % 3 = 0 := by
  sorry
