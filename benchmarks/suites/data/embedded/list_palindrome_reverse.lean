/-! A palindrome, given by rules, is its own reverse. Source: Software Foundations, IndProp, palindromes. -/

inductive Palindrome {α : Type} : List α → Prop where
  | nil : Palindrome []
  | one (x : α) : Palindrome [x]
  | ends (x : α) (xs : List α) (h : Palindrome xs) : Palindrome (x :: (xs ++ [x]))

theorem palindrome_reverse {α : Type} (xs : List α) (h : Palindrome xs) : xs.reverse = xs := by
  sorry
