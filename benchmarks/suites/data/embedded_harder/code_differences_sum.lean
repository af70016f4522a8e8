/-! The sum of the differences of neighbours is the last member minus the first. Source: folklore; telescoping sums. -/

def differences (last : Int) : List Int → List Int
  | [] => []
  | x :: xs => (x - last) :: differences x xs

def final (last : Int) : List Int → Int
  | [] => last
  | x :: xs => final x xs

theorem sum_differences (a : Int) (xs : List Int) : (differences a xs).foldr (· + ·) 0 = final a xs - a := by
  sorry
