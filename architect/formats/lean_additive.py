"""The name that Mathlib's `to_additive` gives to what it makes of a declaration, as the words of its attribute say."""

import re
from collections.abc import Sequence

from prover.text.brackets import nested
from prover.text.lexer import Token, TokenKind

ATTRIBUTE = "to_additive"
# What the parts of a name become; the table of Mathlib's own, as far as names of lemmas commonly go.
PARTS = {
    **{"one": "zero", "mul": "add", "smul": "vadd", "inv": "neg", "div": "sub", "prod": "sum", "hmul": "hadd"},
    **{"pow": "nsmul", "npow": "nsmul", "zpow": "zsmul", "hdiv": "hsub", "mabs": "abs", "finprod": "finsum"},
    **{word: f"add_{word}" for word in ("monoid", "group", "semigroup", "subgroup", "submonoid", "units", "commute")},
}


def additive_name(code: Sequence[Token], name: str) -> str:
    """The full name of what comes of `name`, from the tokens of its attributes; empty where nothing does."""
    at = next((i for i, token in enumerate(code) if token.text.rstrip("?!") == ATTRIBUTE), None)
    if at is None:
        return ""
    before, _, last = name.rpartition(".")
    given = ""
    for token, depth in nested(code[at + 1 :], "()[]"):
        if depth < 0 or (depth == 0 and token.text == ","):
            break
        if depth == 0 and token.kind is TokenKind.NAME and token.text not in ("existing", "self", "reorder"):
            given = token.text
    if "." in given:
        return given
    prefix = ".".join(_translated(part) for part in before.split(".") if part)
    return ".".join(filter(None, [prefix, given or _translated(last)]))


def _translated(part: str) -> str:
    """One part of a name, its words translated: `mul_one` is `add_zero`, `Monoid` is `AddMonoid`."""
    return re.sub("[A-Z]?[a-z]+|[A-Z]+", _word, part)


def _word(found: re.Match[str]) -> str:
    word = found[0]
    new = PARTS.get(word.lower(), word)
    if new is word or word.islower():
        return new
    return "".join(piece.capitalize() for piece in new.split("_"))
