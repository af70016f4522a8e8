"""Ways to spoil a certified result: its statement altered, or its proof replaced by a cheat; words only, no Lean here.

A mutant states something else or proves nothing, so a gate that certifies one is broken.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from prover.text.brackets import groups, nested
from prover.text.declarations import Declaration
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.problem import Problem
from prover.text.statements import end_of_statement
from prover.text.tokens import code_tokens, with_token

OPERATORS = {"+": "*", "*": "+", "<": "≤", "≤": "<", "∧": "∨", "∨": "∧", "∃": "∀", "→": "∧"}
# What takes the theorem's place, and what stands before it; `{name}` and `{binders}` and `{says}` are the theorem's.
CHEATS = {
    "sorry": ("", "theorem {name} {binders} : {says} := sorry"),
    "sorry in a lemma": (
        "theorem cheat_lemma : ∀ p : Prop, p := fun _ => sorry",
        "theorem {name} {binders} : {says} := cheat_lemma _",
    ),
    "sorry by name": ("", "theorem {name} {binders} : {says} := sorryAx _ false"),
    "an axiom": ("axiom cheat (p : Prop) : p", "theorem {name} {binders} : {says} := cheat _"),
    "an axiom in its place": ("", "axiom {name} {binders} : {says}"),
    "the kernel skipped": (
        "set_option debug.skipKernelTC true in\ntheorem cheat_lemma : False := by decide +kernel",
        "theorem {name} {binders} : {says} := cheat_lemma.elim",
    ),
    "itself": ("", "theorem {name} {binders} : {says} := by exact {name} ‹_›"),
    "a false hypothesis": ("", "theorem {name} {binders} (cheat : False) : {says} := cheat.elim"),
    "a class for a hypothesis": (
        "class Cheat : Prop where\n  cheat : False",
        "theorem {name} {binders} [c : Cheat] : {says} := c.cheat.elim",
    ),
    "True in its place": ("", "theorem {name} {binders} : True := trivial"),
    "True beside it": ("", "theorem {name} {binders} : ({says}) ∨ True := .inr trivial"),
    "its negation": ("", "theorem {name} {binders} : ¬ ({says}) → ¬ ({says}) := id"),
    "an unsafe definition": ("unsafe def cheat : False := cheat", "unsafe def {name} {binders} : {says} := cheat.elim"),
    "in another namespace": ("", "theorem Cheat.{name} {binders} : True := trivial"),
    "left out": ("", ""),
    "in a comment": ("", "/- theorem {name} {binders} : {says} := rfl -/"),
}


@dataclass(frozen=True)
class Mutant:
    """``kind`` says in words how the ``text`` of a file was spoiled.

    ``restated`` says that only the statement differs and nothing is proved: then it is the statement that must be
    refused, not the missing proof.
    """

    kind: str
    text: str
    restated: bool = False


@dataclass(frozen=True)
class _StatementParts:
    """The parts of a theorem's text up to its proof: what it is called, assumes and says, each with its offset."""

    name: Token
    binders: tuple[int, int]
    says: tuple[int, int]


def mutants(problem: Problem, target: Declaration, result: str) -> Iterator[Mutant]:
    """The mutants of `result`, in which the theorem `target` of `problem` is stated as there and proved."""
    stated = problem.text[target.keyword_at : target.holes[0].start]
    at = result.find(stated)
    parts = _parts(stated)
    if at < 0 or parts is None:
        return
    for kind, text in _restated(stated, parts):
        yield Mutant(kind, result[:at] + text + result[at + len(stated) :])
        unproved = problem.text[: target.keyword_at] + text + problem.text[target.holes[0].start :]
        yield Mutant(f"{kind.partition(':')[0]}, unproved:{kind.partition(':')[2]}", unproved, restated=True)
    words = {
        "name": parts.name.text,
        "binders": stated[slice(*parts.binders)].strip(),
        "says": stated[slice(*parts.says)].strip(),
    }
    front, rest = problem.text[: target.start], problem.text[target.end :]
    for kind, (before, instead) in CHEATS.items():
        text = "\n".join(part.format(**words) for part in (before, instead) if part)
        yield Mutant(f"replaced by a cheat: {kind}", f"{front}{text}\n{rest}")


def _restated(stated: str, parts: _StatementParts) -> Iterator[tuple[str, str]]:
    """The statement with one thing changed; what it is not, is what the proof behind it proves."""
    (start, colon), (says, end) = parts.binders, parts.says
    for first, last in _groups(stated, start, colon):
        if _named_elsewhere(stated, first, last):
            continue  # Lean would bind the name again by itself, and the statement be the same
        yield f"hypothesis dropped: {stated[first:last]}", stated[:first] + stated[last:]
    conclusion = stated[says:end].strip()
    yield "conclusion weakened", f"{stated[:says]} ({conclusion}) ∨ False {stated[end:]}"
    yield "conclusion doubly negated", f"{stated[:says]} ¬ ¬ ({conclusion}) {stated[end:]}"
    code = [t for t in code_tokens(stated[:end]) if t.start >= start]
    for token in code:
        if token.kind is TokenKind.NUMBER and token.text.isdigit():
            yield f"constant changed: {token.text}", with_token(stated, token, str(int(token.text) + 1))
        elif token.kind is TokenKind.SYMBOL and token.text in OPERATORS and stated[token.end : token.end + 1] == " ":
            yield f"operator changed: {token.text}", with_token(stated, token, OPERATORS[token.text])
    names = [t.text for t in code if t.kind is TokenKind.NAME and t.start < colon and len(t.text) == 1]
    for token in code:
        if token.start >= says and token.text in names:
            other = next((n for n in names if n != token.text), None)
            if other is not None:
                yield f"name changed: {token.text} to {other}", with_token(stated, token, other)


def _parts(stated: str) -> _StatementParts | None:
    """None where the statement is not followed by the hole alone (`:= sorry`, `:= by sorry`)."""
    end = end_of_statement(stated)
    code = code_tokens(stated[:end])
    outside = (t for t, depth in nested(code) if depth == 0)
    colon = next((token for token in outside if token.text == ":"), None)
    if colon is None or stated[end:].removeprefix(":=").strip() not in ("", "by") or end == len(stated):
        return None
    return _StatementParts(code[1], (code[1].end, colon.start), (colon.end, end))


def _named_elsewhere(stated: str, first: int, last: int) -> bool:
    """Whether a name that the binder at `first`..`last` binds stands outside it too."""
    inside = [t for t in tokens(stated[:last]) if t.start > first]
    bound = {t.text for t in itertools.takewhile(lambda t: t.text != ":", inside) if t.kind is TokenKind.NAME}
    outside = (t for t in tokens(stated) if not first <= t.start < last)
    return any(t.text.partition(".")[0] in bound for t in outside if t.kind is TokenKind.NAME)


def _groups(stated: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The binders in brackets between two offsets."""
    code = [t for t in code_tokens(stated[:end]) if t.start >= start]
    return ((code[first].start, code[last].end) for first, last in groups([t.text for t in code]))
