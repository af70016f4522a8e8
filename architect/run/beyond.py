"""What a proof names that plain Lean does not have, for whoever takes it elsewhere; it goes by words alone."""

from collections.abc import Iterable
from functools import lru_cache

from architect.run.result import Result
from prover.lean.toolchains.embedded import beyond_lean
from prover.text.tokens import words_of
from prover.words.outcome import Disproved

OPENING = {"open", "namespace"}


def beyond_lean_in(result: Result, text: str) -> tuple[str, ...]:
    """The names of our library in what proves a theorem of the file ``text`` that only Mathlib or Batteries have.

    What a proof names by a hypothesis (`h.not` for `Iff.not`) is not seen.
    """
    texts = [*result.fills.values(), *(result.outcome.fills if isinstance(result.outcome, Disproved) else ())]
    words = {word.removeprefix("_root_.") for each in texts for word in words_of(each)}
    opened = frozenset[str]().union(*map(_opened, (text, *texts))) if words else frozenset[str]()
    return tuple(name for name in sorted(beyond_lean()) if words & {name, *_short(name, opened)})


def _short(name: str, opened: frozenset[str]) -> Iterable[str]:
    space, _, last = name.rpartition(".")
    return [last] if space in opened else []


@lru_cache(maxsize=8)  # one file has many results
def _opened(text: str) -> frozenset[str]:
    """Namespaces whose names may be written without them, and a few words more."""
    opening, found = False, set[str]()
    for word in words_of(text):
        opening = word in OPENING or (opening and word.replace(".", "").isidentifier())
        if opening:
            found.add(word)
    return frozenset(found)
