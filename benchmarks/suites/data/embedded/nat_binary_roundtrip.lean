/-! A number written in binary and read again is the same number.
Source: Software Foundations, Induction, nat_bin_nat. -/

inductive Bin where
  | zero
  | twice (b : Bin)
  | twiceAndOne (b : Bin)

def Bin.incr : Bin → Bin
  | .zero => .twiceAndOne .zero
  | .twice b => .twiceAndOne b
  | .twiceAndOne b => .twice b.incr

def Bin.value : Bin → Nat
  | .zero => 0
  | .twice b => 2 * b.value
  | .twiceAndOne b => 2 * b.value + 1

def Bin.ofNat : Nat → Bin
  | 0 => .zero
  | n + 1 => (Bin.ofNat n).incr

theorem value_ofNat (n : Nat) : (Bin.ofNat n).value = n := by
  sorry
