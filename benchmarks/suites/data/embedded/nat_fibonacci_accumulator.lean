/-! Fibonacci numbers computed with two accumulators. Source: folklore; the linear-time Fibonacci function. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

def fibOnto : Nat → Nat → Nat → Nat
  | 0, a, _ => a
  | n + 1, a, b => fibOnto n b (a + b)

theorem fibOnto_zero_one (n : Nat) : fibOnto n 0 1 = fib n := by
  sorry
