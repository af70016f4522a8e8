/-! A double-ended queue read backwards is the queue with its two lists swapped.
Source: Hoogerwoord; symmetric lists. -/

structure Deque (α : Type) where
  front : List α
  back : List α

def Deque.members {α : Type} (q : Deque α) : List α := q.front ++ q.back.reverse

def Deque.turn {α : Type} (q : Deque α) : Deque α := ⟨q.back, q.front⟩

theorem members_turn {α : Type} (q : Deque α) : q.turn.members = q.members.reverse := by
  sorry
