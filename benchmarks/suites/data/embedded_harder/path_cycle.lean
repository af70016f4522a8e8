/-! A walk that comes back to its start comes back again and again. Source: folklore; graphs. -/

def walk {V : Type} (next : V → V) : Nat → V → V
  | 0, v => v
  | n + 1, v => walk next n (next v)

theorem walk_periodic {V : Type} (next : V → V) (p n : Nat) (v : V) (h : walk next p v = v) :
    walk next (p * n) v = v := by
  sorry
