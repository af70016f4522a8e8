"""The proof that a theorem of a file has, taken out of it so that it can stand behind another `:=`; words only."""

import re
from collections.abc import Sequence
from textwrap import dedent, indent

from prover.text.brackets import nested
from prover.text.lexer import Token


def cases_at(text: str, code: Sequence[Token]) -> int | None:
    """The place of the first `|` of a theorem that is proved by cases and has no `:=`; ``code`` is up to that."""
    first = None
    for i, (token, depth) in enumerate(nested(code)):
        if depth:
            continue
        if token.text == "with":
            return None  # of a `match` in the statement
        if token.text == "|" and first is None and i and "\n" in text[code[i - 1].end : token.start]:
            first = i
        elif first is not None and token.text == "=" and code[i + 1 : i + 2] and code[i + 1].text == ">":
            return first
    return None


def proof_between(text: str, start: int, end: int) -> str:
    """What stands behind the `:=`: from a line of its own with the end of the line before it.

    Tactics that begin on the line of their `by`, and go on, get lines of their own: there they are in column.
    """
    proof = text[start:end].rstrip()
    first = len(proof) - len(proof.lstrip())
    if "\n" in proof[:first]:
        return proof[proof.rindex("\n", 0, first) :]
    if text[start] == "|":
        return f"\n  {proof}"
    opening = re.match(r"\s*by[ ]+(?=\S)", proof)
    if opening is None or "\n" not in proof:
        return proof[first:]
    column = start + opening.end() - (text.rfind("\n", 0, start) + 1)
    others = [len(line) - len(line.lstrip()) for line in proof.split("\n")[1:] if line.strip()]
    if min(others) < column:
        return proof[first:]  # one tactic, which goes on
    return f"by\n{indent(dedent(' ' * column + proof[opening.end() :]), '  ')}"
