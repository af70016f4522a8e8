/-! Incrementing a binary numeral adds one to its value.
Source: Software Foundations, Induction, bin_to_nat_pres_incr. -/

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

theorem value_incr (b : Bin) : b.incr.value = b.value + 1 := by
  sorry
