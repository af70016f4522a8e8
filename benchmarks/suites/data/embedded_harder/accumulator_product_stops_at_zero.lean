/-! A product computed with an accumulator that stops at zero is the product. Source: folklore; accumulators. -/

def product : List Nat → Nat
  | [] => 1
  | x :: xs => x * product xs

def productOnto : List Nat → Nat → Nat
  | [], done => done
  | 0 :: _, _ => 0
  | (x + 1) :: xs, done => productOnto xs (done * (x + 1))

theorem productOnto_one (xs : List Nat) : productOnto xs 1 = product xs := by
  sorry
