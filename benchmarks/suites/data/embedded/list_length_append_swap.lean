/-! Two lists together are as long in either order.
Source: Ireland and Bundy, Productive Use of Failure in Inductive Proof (1996): the length of two lists appended. -/

def long {α : Type} : List α → Nat
  | [] => 0
  | _ :: xs => long xs + 1

theorem long_swap {α : Type} (xs ys : List α) : long (xs ++ ys) = long (ys ++ xs) := by
  sorry
