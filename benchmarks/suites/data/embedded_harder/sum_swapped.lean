/-! The sum of a table is the same by rows and by columns. Source: folklore; double counting. -/

def sum (n : Nat) (f : Nat → Nat) : Nat :=
  match n with
  | 0 => 0
  | n + 1 => sum n f + f n

theorem sum_comm (m n : Nat) (f : Nat → Nat → Nat) :
    sum m (fun i => sum n (f i)) = sum n (fun j => sum m (fun i => f i j)) := by
  sorry
