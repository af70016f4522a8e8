/-! A queue whose front is empty only when it is empty stays so under pushing and popping. Source: Okasaki; queues. -/

structure Queue where
  front : List Nat
  back : List Nat

def Queue.normal (q : Queue) : Queue :=
  match q.front with
  | [] => ⟨q.back.reverse, []⟩
  | _ => q

inductive Queue.Reachable : Queue → Prop where
  | empty : Reachable ⟨[], []⟩
  | push (q : Queue) (x : Nat) (h : Reachable q) : Reachable (Queue.normal ⟨q.front, x :: q.back⟩)
  | pop (q : Queue) (h : Reachable q) : Reachable (Queue.normal ⟨q.front.tail, q.back⟩)

theorem reachable_front (q : Queue) (h : q.Reachable) (e : q.front = []) : q.back = [] := by
  sorry
