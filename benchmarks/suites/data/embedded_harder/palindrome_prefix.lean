/-! A palindrome that begins with a list ends with its reverse. Source: folklore; palindromes. -/

theorem palindrome_ends {α : Type} (xs ys : List α) (h : (xs ++ ys).reverse = xs ++ ys) :
    ∃ zs, xs ++ ys = zs ++ xs.reverse := by
  sorry
