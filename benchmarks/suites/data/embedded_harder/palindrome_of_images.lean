/-! The images of a palindrome's members are a palindrome. Source: folklore; palindromes. -/

inductive Palindrome {α : Type} : List α → Prop where
  | nil : Palindrome []
  | one (x : α) : Palindrome [x]
  | ends (x : α) (xs : List α) (h : Palindrome xs) : Palindrome (x :: (xs ++ [x]))

theorem palindrome_map {α β : Type} (f : α → β) (xs : List α) (h : Palindrome xs) : Palindrome (xs.map f) := by
  sorry
