/-! The numbers up to n are summed with an accumulator to n * (n + 1) / 2. Source: folklore; triangular numbers. -/

def sumOnto : Nat → Nat → Nat
  | 0, done => done
  | n + 1, done => sumOnto n (done + (n + 1))

theorem sumOnto_eq (n : Nat) : 2 * sumOnto n 0 = n * (n + 1) := by
  sorry
