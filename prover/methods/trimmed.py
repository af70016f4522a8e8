"""A proof without what it does not need: lemmas of `simp` and alternatives that Lean says are idle, `have`s one by one.

Each shorter text is a proposal: Lean takes it before it counts here, and whoever is given it has it judged.
"""

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress

from prover.lean.live.pool import Pool, Session
from prover.methods.minimise import last_of
from prover.words.errors import LeanFailed
from prover.words.obligation import Obligation
from prover.words.verdict import Died, Message, Position, position

SECONDS = 2.0  # for all of it
SHARE = 0.1  # of what is left, at most
ROUNDS = 3  # of asking which parts are idle: what is left out may leave others so
# Lean's own linters; theirs is the text of each message, and its place the place of what is idle.
LINTERS = "set_option linter.unusedSimpArgs true\nset_option linter.extra.unreachableTactic true\n"
IDLE_LEMMA, IDLE_TACTIC = "This simp argument is unused", "this tactic is never executed"
MAY_GAIN = re.compile(r"\b(?:simp\w*|dsimp)\b[^\n]*\[|\bfirst\b|^\s*have\b", re.MULTILINE)
BEGINS = re.compile(r"^[ \t]*have\b", re.MULTILINE)
HAVE = re.compile(r"^(?P<indent>[ \t]*)have\b.*\n(?:(?P=indent)[ \t]+\S.*\n|[ \t]*\n)*", re.MULTILINE)
ONE_ALTERNATIVE = re.compile(r"\bfirst \| (?=[^|\n]*$)", re.MULTILINE)


async def trimmed(pool: Pool, obligation: Obligation, fills: tuple[str, ...], left: float) -> tuple[str, ...]:
    """Fills that Lean accepts as it did these, with no more in them, within a small part of the seconds ``left``."""
    if any(MAY_GAIN.search(fill) for fill in fills):
        with suppress(LeanFailed):  # as they are they are accepted
            return await last_of(_shorter(pool, obligation, fills), fills, min(SECONDS, left * SHARE))
    return fills


async def _shorter(pool: Pool, obligation: Obligation, fills: tuple[str, ...]) -> AsyncGenerator[tuple[str, ...], None]:
    """Fills that Lean accepts, each shorter than the ones before."""
    async with pool.session(obligation.header) as lean:
        for _ in range(ROUNDS):
            without = await _without_idle(lean, obligation, fills)
            if without == fills or not await _accepted(lean, obligation, without):
                break
            yield (fills := without)
        for hole, fill in enumerate(fills):
            column = position(obligation.text(fills), len(obligation.before(hole, fills))).column
            for at in reversed([found.start() for found in BEGINS.finditer(" " * column + fill)]):
                less = _without_have(fills[hole], at, column)  # the last first: the others may be there for it alone
                without = (*fills[:hole], less, *fills[hole + 1 :])
                if less.strip() and await _accepted(lean, obligation, without):
                    yield (fills := without)


def _without_have(fill: str, at: int, column: int) -> str:
    """A fill without the `have` that begins there and all that stands further in below it; ``column`` is the fill's."""
    block = HAVE.match(padded := " " * column + fill, at)
    end = block.end() if block is not None else at
    return padded[column:at] + padded[end:] if at >= column else padded[end:].lstrip()


async def _accepted(lean: Session, obligation: Obligation, fills: Sequence[str]) -> bool:
    verdict = await lean.check(obligation.text(fills), SECONDS, axioms=(obligation.name,))
    if isinstance(verdict, Died) or not verdict.accepted:
        return False
    axioms = verdict.axioms.get(obligation.name)
    return axioms is not None and axioms <= obligation.allowed


async def _without_idle(lean: Session, obligation: Obligation, fills: tuple[str, ...]) -> tuple[str, ...]:
    """The fills without what Lean says is idle; as they are where it says nothing."""
    text = LINTERS + obligation.text(fills)
    verdict = await lean.check(text, SECONDS)
    if isinstance(verdict, Died):
        return fills
    found = list(fills)
    for hole, fill in enumerate(fills):
        begin = len(LINTERS) + len(obligation.before(hole, fills))
        lines = _line_starts(text)
        said = verdict.within(text, begin, begin + len(fill)).messages
        cuts = [cut for each in said if (cut := _cut(fill, each, lines, begin))]
        for first, last in sorted(set(cuts), reverse=True):
            found[hole] = found[hole][:first] + found[hole][last:]
        found[hole] = ONE_ALTERNATIVE.sub("", re.sub(r" ?\[\s*\]", "", found[hole])) if cuts else fill
    return tuple(found)


def _cut(fill: str, message: Message, lines: Sequence[int], begin: int) -> tuple[int, int] | None:
    """What goes from a fill by a message: with a lemma its comma, with an alternative its bar."""
    first, last = (_offset(at, lines) - begin for at in (message.start, message.end))
    if not 0 <= first < last <= len(fill):
        return None
    if message.text.startswith(IDLE_TACTIC):
        bar = fill[:first].rstrip(" (\n")
        return (len(bar[:-1].rstrip()), last) if bar.endswith("|") and "(" not in fill[len(bar) : first] else None
    if not message.text.startswith(IDLE_LEMMA):
        return None
    if comma := re.match(r"\s*,\s*", fill[last:]):
        return first, last + comma.end()
    before = fill[:first].rstrip()
    return (len(before) - 1 if before.endswith(",") else first), last


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _offset(at: Position, lines: Sequence[int]) -> int:
    return lines[min(max(at.line, 1), len(lines)) - 1] + at.column
