/-! A list given by its first member and the differences to the next is found again.
Source: folklore; delta encoding. -/

def differences (last : Int) : List Int → List Int
  | [] => []
  | x :: xs => (x - last) :: differences x xs

def restore (last : Int) : List Int → List Int
  | [] => []
  | d :: ds => (last + d) :: restore (last + d) ds

theorem restore_differences (last : Int) (xs : List Int) : restore last (differences last xs) = xs := by
  sorry
