"""The terms by which declarations are found: words of names, types and docstrings, and short shapes of types; pure."""

import re
from collections.abc import Sequence

PIECE = re.compile(r"[A-Za-z_α-ωΑ-Ω][\w'.]*|\d+|[^\s()]")
VARIABLE = re.compile(r"[a-zα-ω][₀-₉'\d]?s?|h\w")
# Words in camel case and behind underscores are words of their own. A single letter says nothing; a sign does.
TERM = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|\d+|[^\s\w().,:;{}\[\]'\"@`$*?!⦃⦄⟨⟩✝]")
EVERYWHERE = frozenset({"type", "sort", "the", "of", "is", "to", "and", "for", "in", "an", "that", "if", "with"})
GRAM = 3  # pieces
ANY = "?"  # what a variable is in a gram
BRACKETS = re.compile(r"[(\[{⟨⦃)\]}⟩⦄]|:(?!=)")


def terms_of(text: str) -> list[str]:
    """The words of a text, each once, in its order."""
    found = (word.lower() for word in TERM.findall(text))
    return [word for word in dict.fromkeys(found) if word not in EVERYWHERE]


def grams_of(text: str) -> list[str]:
    """All runs of three pieces of a type, each once, whatever its variables are called."""
    pieces = [ANY if VARIABLE.fullmatch(piece) else piece for piece in PIECE.findall(text)]
    return list(dict.fromkeys("·".join(pieces[i : i + GRAM]) for i in range(len(pieces) - GRAM + 1)))


def type_in(signature: str) -> str:
    """What stands behind the colon of a signature that is in no bracket; all of it where there is none."""
    depth = 0
    for sign in BRACKETS.finditer(signature):
        if sign[0] == ":" and depth == 0:
            return signature[sign.end() :].strip()
        depth += (sign[0] in "([{⟨⦃") - (sign[0] in ")]}⟩⦄")
    return signature


def shape_of(pieces: Sequence[str]) -> list[str]:
    """Pieces of a type with its variables numbered in the order in which they come."""
    numbers: dict[str, str] = {}
    return [numbers.setdefault(p, f"{ANY}{len(numbers)}") if VARIABLE.fullmatch(p) else p for p in pieces]


def holds_shape(pieces: Sequence[str], shape: Sequence[str]) -> bool:
    """Whether a text of this shape stands in `pieces`, which is to say up to the names of variables."""
    n = len(shape)
    # Most places are told by one piece that is no variable.
    at, fixed = next(((i, piece) for i, piece in enumerate(shape) if not piece.startswith(ANY)), (0, None))
    return any(
        (fixed is None or pieces[i + at] == fixed) and shape_of(pieces[i : i + n]) == shape
        for i in range(len(pieces) - n + 1)
    )
