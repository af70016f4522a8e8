/-! Each factor of a product divides the product. Source: folklore; divisibility. -/

def product : List Nat → Nat
  | [] => 1
  | x :: xs => x * product xs

theorem dvd_product (x : Nat) (xs : List Nat) (h : x ∈ xs) : x ∣ product xs := by
  sorry
