/-! Horner's rule gives the value of a polynomial, whose coefficients are listed from the constant one on.
Source: Horner's rule. -/

def horner (x : Nat) : List Nat → Nat
  | [] => 0
  | c :: cs => c + x * horner x cs

def terms (x : Nat) : Nat → List Nat → Nat
  | _, [] => 0
  | k, c :: cs => c * x ^ k + terms x (k + 1) cs

theorem horner_terms (x : Nat) (cs : List Nat) : horner x cs = terms x 0 cs := by
  sorry
