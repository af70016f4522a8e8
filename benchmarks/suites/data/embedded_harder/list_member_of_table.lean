/-! A pair is in the table of two lists just when its parts are in them. Source: folklore; tables. -/

def row {α β : Type} (x : α) : List β → List (α × β)
  | [] => []
  | y :: ys => (x, y) :: row x ys

def table {α β : Type} : List α → List β → List (α × β)
  | [], _ => []
  | x :: xs, ys => row x ys ++ table xs ys

theorem mem_table {α β : Type} (a : α) (b : β) (xs : List α) (ys : List β) :
    (a, b) ∈ table xs ys ↔ a ∈ xs ∧ b ∈ ys := by
  sorry
