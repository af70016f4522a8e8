/-! The greater of numbers, computed by recursion, is associative.
Source: Johansson, Dixon and Bundy, Case-Analysis for Rippling and Inductive Proof (2010). -/

def greater : Nat → Nat → Nat
  | 0, n => n
  | m + 1, 0 => m + 1
  | m + 1, n + 1 => greater m n + 1

theorem greater_assoc (k m n : Nat) : greater (greater k m) n = greater k (greater m n) := by
  sorry
