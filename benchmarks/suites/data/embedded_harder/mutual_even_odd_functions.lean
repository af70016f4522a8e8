/-! Odd, computed together with even, is the opposite of even. Source: folklore; mutual recursion. -/

mutual
def even : Nat → Bool
  | 0 => true
  | n + 1 => odd n
def odd : Nat → Bool
  | 0 => false
  | n + 1 => even n
end

theorem odd_eq_not_even (n : Nat) : odd n = !even n := by
  sorry
