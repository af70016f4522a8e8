/-! What is pushed onto a queue of two lists stands at its end.
Source: Hood and Melville, Real-Time Queue Operations. -/

structure Queue where
  front : List Nat
  back : List Nat

def Queue.members (q : Queue) : List Nat := q.front ++ q.back.reverse

def Queue.normal (q : Queue) : Queue :=
  match q.front with
  | [] => ⟨q.back.reverse, []⟩
  | _ => q

def Queue.push (q : Queue) (x : Nat) : Queue := Queue.normal ⟨q.front, x :: q.back⟩

theorem members_push (q : Queue) (x : Nat) : (q.push x).members = q.members ++ [x] := by
  sorry
