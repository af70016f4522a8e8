-- A tail-recursive reversal does what the plain one does.
inductive L (α : Type) where
  | nil : L α
  | cons (a : α) (l : L α) : L α

def append {α : Type} : L α → L α → L α
  | L.nil, r => r
  | L.cons a l, r => L.cons a (append l r)

def reverse {α : Type} : L α → L α
  | L.nil => L.nil
  | L.cons a l => append (reverse l) (L.cons a L.nil)

def onto {α : Type} : L α → L α → L α
  | L.nil, r => r
  | L.cons a l, r => onto l (L.cons a r)

theorem onto_nil {α : Type} (l : L α) : onto l L.nil = reverse l := by
  sorry
