-- The first n odd numbers add up to the square of n; squares are a definition of the blueprint.
def odds : Nat → Nat
  | 0 => 0
  | n + 1 => odds n + (2 * n + 1)

theorem odds_square (n : Nat) : odds n = n * n := by
  sorry
