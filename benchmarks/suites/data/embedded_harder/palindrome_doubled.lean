/-! A list with its reverse behind it is a palindrome, given by rules.
Source: Software Foundations, IndProp, pal_app_rev. -/

inductive Palindrome {α : Type} : List α → Prop where
  | nil : Palindrome []
  | one (x : α) : Palindrome [x]
  | ends (x : α) (xs : List α) (h : Palindrome xs) : Palindrome (x :: (xs ++ [x]))

theorem palindrome_append_reverse {α : Type} (xs : List α) : Palindrome (xs ++ xs.reverse) := by
  sorry
