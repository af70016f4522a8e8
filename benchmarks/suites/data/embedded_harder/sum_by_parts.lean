/-! Two sums of products, each with the steps of one factor, make the difference of the products at both ends.
Source: Abel; summation by parts. -/

def sum (n : Nat) (f : Nat → Int) : Int :=
  match n with
  | 0 => 0
  | n + 1 => sum n f + f n

theorem by_parts (f g : Nat → Int) (n : Nat) :
    sum n (fun i => f i * (g (i + 1) - g i)) + sum n (fun i => (f (i + 1) - f i) * g (i + 1)) =
      f n * g n - f 0 * g 0 := by
  sorry
