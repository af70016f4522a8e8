/-! An integer times its sign is its absolute value, and a sign is its own sign. Source: folklore; signs. -/

def sign (a : Int) : Int := if 0 < a then 1 else if a < 0 then -1 else 0

theorem sign_square (a : Int) : sign a * a = (if a < 0 then -a else a) ∧ sign (sign a) = sign a := by
  sorry
