/-! The table of two lists has as many entries as one length times the other. Source: folklore; tables. -/

def table {α β : Type} (xs : List α) (ys : List β) : List (α × β) := xs.flatMap fun x => ys.map fun y => (x, y)

theorem length_table {α β : Type} (xs : List α) (ys : List β) : (table xs ys).length = xs.length * ys.length := by
  sorry
