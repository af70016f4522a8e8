/-! What is written behind its operands is read back to the same expression.
Source: folklore; reverse Polish notation. -/

inductive Expression where
  | number (n : Nat)
  | plus (a b : Expression)

inductive Token where
  | number (n : Nat)
  | plus

def Expression.write : Expression → List Token
  | .number n => [.number n]
  | .plus a b => a.write ++ (b.write ++ [.plus])

def read : List Token → List Expression → Option (List Expression)
  | [], found => some found
  | .number n :: rest, found => read rest (.number n :: found)
  | .plus :: rest, b :: a :: found => read rest (.plus a b :: found)
  | .plus :: _, _ => none

theorem read_write (e : Expression) : read e.write [] = some [e] := by
  sorry
