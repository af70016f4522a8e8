/-! Two expressions that are written alike in front of their operands are the same.
Source: Łukasiewicz; Polish notation. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

inductive Token where
  | number (n : Nat)
  | plus

def Expression.write : Expression → List Token
  | .number n => [.number n]
  | .plus a b => .plus :: (a.write ++ b.write)

theorem write_injective (a b : Expression) (h : a.write = b.write) : a = b := by
  sorry
