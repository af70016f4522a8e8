/-! The product of two sums of two squares is one.
Source: Diophantus, Arithmetica III.19; the identity of Brahmagupta and Fibonacci. -/

theorem two_squares_product (a b c d e : Nat) (h : a * d = b * c + e) :
    (a * a + b * b) * (c * c + d * d) = (a * c + b * d) * (a * c + b * d) + e * e := by
  sorry
