/-! A path can be cut after any number of its steps. Source: folklore; graphs. -/

inductive Path {V : Type} (edge : V → V → Prop) : Nat → V → V → Prop where
  | here (v : V) : Path edge 0 v v
  | step (n : Nat) (u v w : V) (h : edge u v) (rest : Path edge n v w) : Path edge (n + 1) u w

theorem path_cut {V : Type} (edge : V → V → Prop) (m n : Nat) (u w : V) (h : Path edge (m + n) u w) :
    ∃ v, Path edge m u v ∧ Path edge n v w := by
  sorry
