/-! A list that is its own reverse is a palindrome, given by rules.
Source: Software Foundations, IndProp, palindrome_converse. -/

inductive Palindrome {α : Type} : List α → Prop where
  | nil : Palindrome []
  | one (x : α) : Palindrome [x]
  | ends (x : α) (xs : List α) (h : Palindrome xs) : Palindrome (x :: (xs ++ [x]))

theorem palindrome_converse {α : Type} (xs : List α) (h : xs.reverse = xs) : Palindrome xs := by
  sorry
