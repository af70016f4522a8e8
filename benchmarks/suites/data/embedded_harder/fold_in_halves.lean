/-! In a monoid a list may be folded in halves, and these in halves again. Source: folklore; divide and conquer. -/

def fromLeft {α : Type} (op : α → α → α) : α → List α → α
  | a, [] => a
  | a, x :: xs => fromLeft op (op a x) xs

def halves {α : Type} (op : α → α → α) (e : α) : Nat → List α → α
  | 0, xs => fromLeft op e xs
  | n + 1, xs => op (halves op e n (xs.take (xs.length / 2))) (halves op e n (xs.drop (xs.length / 2)))

theorem halves_eq {α : Type} (op : α → α → α) (e : α) (assoc : ∀ a b c, op (op a b) c = op a (op b c))
    (left : ∀ a, op e a = a) (right : ∀ a, op a e = a) (n : Nat) (xs : List α) :
    halves op e n xs = fromLeft op e xs := by
  sorry
