/-! Two Fibonacci numbers in a row have no common divisor but one.
Source: E. Lucas; neighbours among the Fibonacci numbers are coprime. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

theorem fib_coprime (n d : Nat) (h₁ : d ∣ fib n) (h₂ : d ∣ fib (n + 1)) : d = 1 := by
  sorry
