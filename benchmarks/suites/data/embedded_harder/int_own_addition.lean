/-! Integers of our own, with a sign, are added as integers are. Source: folklore; data types for integers. -/

inductive Signed where
  | plus (n : Nat)
  | minus (n : Nat)

def Signed.value : Signed → Int
  | .plus n => n
  | .minus n => -(n : Int)

def difference (m n : Nat) : Signed := if n ≤ m then .plus (m - n) else .minus (n - m)

def Signed.add : Signed → Signed → Signed
  | .plus m, .plus n => .plus (m + n)
  | .plus m, .minus n => difference m n
  | .minus m, .plus n => difference n m
  | .minus m, .minus n => .minus (m + n)

theorem value_add (a b : Signed) : (a.add b).value = a.value + b.value := by
  sorry
