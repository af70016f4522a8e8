/-! Even, computed together with odd, tells whether the remainder by two is zero. Source: folklore; mutual recursion. -/

mutual
def even : Nat → Bool
  | 0 => true
  | n + 1 => odd n
def odd : Nat → Bool
  | 0 => false
  | n + 1 => even n
end

theorem even_iff (n : Nat) : even n = true ↔ n % 2 = 0 := by
  sorry
