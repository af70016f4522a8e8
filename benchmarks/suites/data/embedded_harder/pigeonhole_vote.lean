/-! One pass that lets different members cancel each other leaves the majority.
Source: Boyer and Moore, majority vote. -/

def vote : List Nat → Nat × Nat
  | [] => (0, 0)
  | x :: xs =>
    match vote xs with
    | (_, 0) => (x, 1)
    | (y, n + 1) => if x = y then (y, n + 2) else (y, n)

theorem vote_majority (a : Nat) (xs : List Nat) (h : xs.length < 2 * xs.count a) : (vote xs).1 = a := by
  sorry
