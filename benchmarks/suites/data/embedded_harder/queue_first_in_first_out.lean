/-! What is pushed into a queue comes out of it in the same order.
Source: Okasaki, Purely Functional Data Structures. -/

structure Queue where
  front : List Nat
  back : List Nat

def Queue.pushAll (q : Queue) : List Nat → Queue
  | [] => q
  | x :: xs => Queue.pushAll ⟨q.front, x :: q.back⟩ xs

def Queue.drain : Nat → Queue → List Nat
  | 0, _ => []
  | n + 1, ⟨x :: xs, back⟩ => x :: Queue.drain n ⟨xs, back⟩
  | n + 1, ⟨[], back⟩ =>
    match back.reverse with
    | [] => []
    | x :: xs => x :: Queue.drain n ⟨xs, []⟩

theorem drain_pushAll (xs : List Nat) : Queue.drain xs.length (Queue.pushAll ⟨[], []⟩ xs) = xs := by
  sorry
