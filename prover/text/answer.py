"""A whole-file answer of a model, taken apart: only the proof counts, and what else it adds is named.

Words only: the answer's theorem must be the official one, token for token, but for its `sorry`s.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from prover.text.declarations import Declaration, find_declarations
from prover.text.keywords import BEGINNINGS, PROPOSITIONS
from prover.text.lexer import Token
from prover.text.tokens import code_tokens, find, words_of
from prover.words.obligation import Obligation

SHOWN = 120  # characters of what is refused


@dataclass(frozen=True)
class Misfit:
    """Why an answer is none; one line, for the model."""

    reason: str


def proofs_in(answer: str, obligation: Obligation) -> tuple[str, ...] | Misfit:
    """What the answer puts in the place of each `sorry` of the obligation, as it is written there."""
    short = obligation.name.rpartition(".")[2]
    named = [d for d in find_declarations(answer) if d.name and d.name.rpartition(".")[2] == short]
    if len(named) != 1:
        return Misfit(f"the answer must hold the theorem {short} once; it holds it {len(named)} times")
    if extra := _added(answer, named[0], obligation):
        return Misfit(
            f"only the proof of {short} counts, and the answer has more: `{extra}`; state it inside the proof instead"
        )
    return _between(answer, named[0], obligation)


def _added(answer: str, target: Declaration, obligation: Obligation) -> str:
    """The first command of the answer that is neither the target nor part of the official text."""
    official = words_of(obligation.header + obligation.context + obligation.statement)
    for command in _commands(answer, target):
        words = [t.text for t in command]
        if words[0] in ("import", "end") or find(official, words) >= 0:
            continue
        text = " ".join(answer[command[0].start : command[-1].end].split())
        return text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return ""


def _commands(answer: str, target: Declaration) -> Iterator[list[Token]]:
    """The commands before and behind the target, cut at the words with which commands begin."""
    command: list[Token] = []
    for token in code_tokens(answer):
        inside = target.keyword_at <= token.start < target.end
        if command and (inside or token.text in BEGINNINGS):
            yield command
            command = []
        if not inside:
            command.append(token)
    if command:
        yield command


def _between(answer: str, target: Declaration, obligation: Obligation) -> tuple[str, ...] | Misfit:
    """The texts between the official pieces."""
    first, *others = map(words_of, _pieces(obligation))
    given = [t for t in code_tokens(answer) if target.keyword_at <= t.start < target.end]
    words = [t.text for t in given]
    first[0] = words[0] if {first[0], words[0]} <= PROPOSITIONS else first[0]
    first[1] = words[1] if len(words) > 1 else first[1]  # the name: compared already, and it may be given in full
    by_itself = first[:-1] if first[-1] == "by" else first
    if words[: len(first)] == first:
        at = len(first)
    elif words[: len(by_itself)] == by_itself and len(others) == 1:
        start = given[len(by_itself) - 1].end
        return (f"exact (\n{answer[start : target.end].strip()}\n)",)
    else:
        return Misfit(f"the statement of {obligation.name} was changed; it must stay as it is, token for token")
    found = []
    for n, piece in enumerate(others):
        last = n == len(others) - 1
        end = len(words) - len(piece) if last else find(words, piece, at)
        if end < at or words[end : end + len(piece)] != piece:
            return Misfit(f"what stands behind `sorry` number {n + 1} of {obligation.name} must stay as it is")
        stop = given[end].start if end < len(given) else target.end
        found.append(answer[given[at - 1].end : stop].rstrip())
        at = end + len(piece)
    return tuple(found)


def _pieces(obligation: Obligation) -> list[str]:
    """The pieces of the statement from its keyword on."""
    first = obligation.pieces[0][obligation.statement_at :]
    [declaration, *_] = find_declarations(obligation.statement)
    offset = len(first) - len(first.lstrip())
    return [first[offset + declaration.keyword_at :], *obligation.pieces[1:]]
