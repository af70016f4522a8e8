/-! Positive numbers in binary are added digit by digit. Source: folklore; binary numbers. -/

inductive Positive where
  | one
  | twice (p : Positive)
  | twiceAndOne (p : Positive)

def Positive.value : Positive → Nat
  | .one => 1
  | .twice p => p.value + p.value
  | .twiceAndOne p => p.value + p.value + 1

def Positive.next : Positive → Positive
  | .one => .twice .one
  | .twice p => .twiceAndOne p
  | .twiceAndOne p => .twice p.next

def Positive.plus : Positive → Positive → Positive
  | .one, q => q.next
  | p, .one => p.next
  | .twice p, .twice q => .twice (p.plus q)
  | .twice p, .twiceAndOne q => .twiceAndOne (p.plus q)
  | .twiceAndOne p, .twice q => .twiceAndOne (p.plus q)
  | .twiceAndOne p, .twiceAndOne q => .twice (p.plus q).next

theorem value_plus (p q : Positive) : (p.plus q).value = p.value + q.value := by
  sorry
