"""Numbers and lists that a file declares itself, so that no library lemma applies; in pieces, to be put together."""

TYPES = """inductive N where
  | zero : N
  | succ (n : N) : N

inductive L (α : Type) where
  | nil : L α
  | cons (a : α) (l : L α) : L α
"""
ADD = """
def add (m : N) : N → N
  | N.zero => m
  | N.succ n => N.succ (add m n)
"""
MUL = """
def mul (m : N) : N → N
  | N.zero => N.zero
  | N.succ n => add (mul m n) m
"""
APPEND = """
def append {α : Type} : L α → L α → L α
  | L.nil, r => r
  | L.cons a l, r => L.cons a (append l r)
"""
LENGTH = """
def length {α : Type} : L α → N
  | L.nil => N.zero
  | L.cons _ l => N.succ (length l)
"""
REVERSE = """
def reverse {α : Type} : L α → L α
  | L.nil => L.nil
  | L.cons a l => append (reverse l) (L.cons a L.nil)
"""
