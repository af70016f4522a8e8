-- Reversing a list twice gives it back.
inductive L (α : Type) where
  | nil : L α
  | cons (a : α) (l : L α) : L α

def append {α : Type} : L α → L α → L α
  | L.nil, r => r
  | L.cons a l, r => L.cons a (append l r)

def reverse {α : Type} : L α → L α
  | L.nil => L.nil
  | L.cons a l => append (reverse l) (L.cons a L.nil)

theorem reverse_reverse {α : Type} (l : L α) : reverse (reverse l) = l := by
  sorry
