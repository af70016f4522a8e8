/-! In a palindrome of even length each number is an even number of times. Source: folklore; palindromes. -/

inductive Palindrome : List Nat → Prop where
  | nil : Palindrome []
  | one (x : Nat) : Palindrome [x]
  | ends (x : Nat) (xs : List Nat) (h : Palindrome xs) : Palindrome (x :: (xs ++ [x]))

theorem count_even (a : Nat) (xs : List Nat) (h : Palindrome xs) (e : xs.length % 2 = 0) : xs.count a % 2 = 0 := by
  sorry
