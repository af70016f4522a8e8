/-! Where every edge goes both ways, a path can be walked back. Source: folklore; graphs. -/

inductive Path {V : Type} (edge : V → V → Prop) : Nat → V → V → Prop where
  | here (v : V) : Path edge 0 v v
  | step (n : Nat) (u v w : V) (h : edge u v) (rest : Path edge n v w) : Path edge (n + 1) u w

theorem path_back {V : Type} (edge : V → V → Prop) (sym : ∀ u v, edge u v → edge v u) (n : Nat) (u v : V)
    (h : Path edge n u v) : Path edge n v u := by
  sorry
