/-! The greater of two numbers, computed by recursion, does not depend on their order.
Source: Johansson, Dixon and Bundy, Case-Analysis for Rippling and Inductive Proof (2010). -/

def greater : Nat → Nat → Nat
  | 0, n => n
  | m + 1, 0 => m + 1
  | m + 1, n + 1 => greater m n + 1

theorem greater_comm (m n : Nat) : greater m n = greater n m := by
  sorry
