/-! Paths that meet are joined, and their lengths add up. Source: folklore; graphs. -/

inductive Path {V : Type} (edge : V → V → Prop) : Nat → V → V → Prop where
  | here (v : V) : Path edge 0 v v
  | step (n : Nat) (u v w : V) (h : edge u v) (rest : Path edge n v w) : Path edge (n + 1) u w

theorem path_join {V : Type} (edge : V → V → Prop) (m n : Nat) (u v w : V) (h : Path edge m u v) (k : Path edge n v w) :
    Path edge (m + n) u w := by
  sorry
