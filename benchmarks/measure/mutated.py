"""Mutants of theorems: small changes of the statement's tokens, by rules that know no theorem; text only, no Lean.

What a mutant means, and whether it is false, Lean says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prover.text.brackets import groups
from prover.text.lexer import Token
from prover.text.problem import Problem
from prover.text.statements import end_of_statement
from prover.text.tokens import code_tokens, spliced

Alteration = tuple[int, int, str]
INSTEAD: Mapping[str, tuple[str, ...]] = {
    "+": ("*",),
    "*": ("+",),
    "-": ("+",),
    "≤": ("<",),
    "<": ("≤",),
    "∧": ("∨",),
    "∨": ("∧",),
    "&&": ("||",),
    "||": ("&&",),
    "↔": ("∧",),
    "≠": ("=",),
    "∃": ("∀",),
    "true": ("false",),
    "false": ("true",),
}
OPENING = {"(": ")", "{": "}", "[": "]"}


@dataclass(frozen=True)
class AlteredStatement:
    """A whole file with one theorem changed, and the ``rule`` by which it was."""

    rule: str
    text: str


def mutants(problem: Problem) -> Iterator[AlteredStatement]:
    """All mutants of the last theorem of a problem that has a `sorry`, each text once."""
    *_, target = problem.targets()
    text = problem.text[target.start : problem.end_of(target)]
    end = end_of_statement(text)
    keyword = target.keyword_at - target.start
    code = [token for token in code_tokens(text[:end]) if token.start > keyword][1:]  # behind the name
    seen = {problem.text}
    for rule, edit in _edits(text, code):
        made = problem.text[: target.start] + spliced(text, [edit]) + problem.text[problem.end_of(target) :]
        if made not in seen:
            seen.add(made)
            yield AlteredStatement(rule, made)


def _edits(text: str, code: list[Token]) -> Iterator[tuple[str, Alteration]]:
    binders = [*_binders(code)]
    colon = max((last for _, last in binders), default=-1) + 1  # of what is claimed
    for token in code[colon:] + [t for first, last in binders for t in code[first:last]]:
        for new in INSTEAD.get(token.text, ()):
            yield "another sign", (token.start, token.end, new)
        if token.text.isdigit():
            yield "another number", (token.start, token.end, str(int(token.text) + 1))
    kinds = _variables(code, binders)
    for token in code[colon:]:
        for other in kinds.get(token.text, ()):
            yield "another variable", (token.start, token.end, other)
    for first, last in binders:
        if any(token.text in ("=", "≤", "<", "≠", "∣", "∈", "∀", "¬", "→") for token in code[first:last]):
            yield "no hypothesis", (code[first].start, code[last].end, "")
    for first, token in enumerate(code[colon:], colon):
        if token.text == "→" and (start := _begins(code, colon, first)) is not None:
            yield "no premise", (start, token.end, "")
    for first, last in groups([token.text for token in code[colon:]], "()"):
        for inner in code[colon:][first:last]:
            if inner.text in kinds:
                yield "a part alone", (code[colon:][first].start, code[colon:][last].end, inner.text)
    if code[colon:]:
        start = code[colon].end
        yield "the contrary", (start, code[-1].end, f" ¬({text[start : code[-1].end].strip()})")


def _binders(code: list[Token]) -> Iterator[tuple[int, int]]:
    """The places of the brackets in which a theorem's variables and hypotheses stand, before what it claims."""
    found = dict(groups([token.text for token in code]))
    at = 0
    while at in found and code[at].text in OPENING:
        yield at, found[at]
        at = found[at] + 1


def _variables(code: list[Token], binders: list[tuple[int, int]]) -> Mapping[str, tuple[str, ...]]:
    """Each variable with the others of its type."""
    by_type: dict[str, list[str]] = {}
    for first, last in binders:
        words = [token.text for token in code[first + 1 : last]]
        if ":" in words:
            at = words.index(":")
            by_type.setdefault(" ".join(words[at + 1 :]), []).extend(words[:at])
    return {name: tuple(other for other in names if other != name) for names in by_type.values() for name in names}


def _begins(code: list[Token], colon: int, arrow: int) -> int | None:
    """Where the premise before an arrow begins, when that is next to a colon or a comma; None where it is not."""
    depth = 0
    for at in range(arrow - 1, colon - 1, -1):
        word = code[at].text
        depth += (word in ")]}⟩") - (word in "([{⟨")
        if depth < 0 or (depth == 0 and word in ("→", "↔", "∨", "∧")):
            return None
        if depth == 0 and word in (":", ","):
            return code[at].end
    return None
