/-! No number is even and odd, for two properties that are defined by each other.
Source: folklore; even and odd defined by each other. -/

mutual
inductive IsEven : Nat → Prop where
  | zero : IsEven 0
  | succ (n : Nat) (h : IsOdd n) : IsEven (n + 1)
inductive IsOdd : Nat → Prop where
  | succ (n : Nat) (h : IsEven n) : IsOdd (n + 1)
end

theorem not_even_and_odd (n : Nat) (h₁ : IsEven n) (h₂ : IsOdd n) : False := by
  sorry
