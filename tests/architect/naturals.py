"""Numbers and lists that a file declares itself, so that no theorem of the library applies; and theorems about them."""

from benchmarks.measure.own_types import ADD, APPEND, LENGTH, REVERSE, TYPES
from tests.architect.bench import lemma, place_of

PREAMBLE = f"{TYPES}{ADD}{APPEND}{LENGTH}{REVERSE}\n"
STATEMENTS = {
    "zero_add": "(n : N) : add N.zero n = n",
    "append_nil": "{α : Type} (l : L α) : append l L.nil = l",
    "length_append": "{α : Type} (l r : L α) : length (append l r) = add (length l) (length r)",
    "reverse_reverse": "{α : Type} (l : L α) : reverse (reverse l) = l",
}


def file(name: str, preamble: str = PREAMBLE) -> str:
    """A Lean file that states one of them."""
    return f"{preamble}theorem {name} {STATEMENTS[name]} := by\n  sorry\n"


# A target that takes no more than rewriting with `COMM`, which takes an induction with `ZERO_ADD` and `SUCC_ADD`.
TARGET = place_of(f"{PREAMBLE}theorem t (a b c : N) : add (add a b) c = add c (add b a) := by\n  sorry\n")
COMM = lemma("comm", "(m n : N) : add m n = add n m")
ZERO_ADD = lemma("zero_add", "(n : N) : add N.zero n = n")
SUCC_ADD = lemma("succ_add", "(m n : N) : add (N.succ m) n = N.succ (add m n)")
HELPED = COMM.model_copy(update={"uses": ("zero_add", "succ_add")})
