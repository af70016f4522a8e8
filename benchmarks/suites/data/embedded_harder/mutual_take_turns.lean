/-! Two players who take members in turns have the sum of the list together. Source: folklore; mutual recursion. -/

mutual
def first : List Nat → List Nat
  | [] => []
  | x :: xs => x :: second xs
def second : List Nat → List Nat
  | [] => []
  | _ :: xs => first xs
end

theorem sum_of_turns (xs : List Nat) : (first xs).sum + (second xs).sum = xs.sum := by
  sorry
