/-! What is popped from a queue of two lists stood in front of the rest.
Source: Okasaki, Purely Functional Data Structures. -/

structure Queue where
  front : List Nat
  back : List Nat

def Queue.members (q : Queue) : List Nat := q.front ++ q.back.reverse

def Queue.pop (q : Queue) : Option (Nat × Queue) :=
  match q.front with
  | x :: xs => some (x, ⟨xs, q.back⟩)
  | [] =>
    match q.back.reverse with
    | [] => none
    | x :: xs => some (x, ⟨xs, []⟩)

theorem members_pop (q : Queue) :
    q.members = match q.pop with
      | none => []
      | some (x, rest) => x :: rest.members := by
  sorry
