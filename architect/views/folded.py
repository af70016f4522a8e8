"""A blueprint in as many lines as there is room for: what is at work and what is left first; text only, no terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from architect.blueprint.graph import Blueprint, Kind
from architect.views.progress import DISPROVED, OPEN, STUCK

DEFINED = "definition"
# What is shown sooner, where there is no room for all.
URGENT = (STUCK, DISPROVED, OPEN)


@dataclass(frozen=True)
class Branch:
    """One line of a tree: what stands ``before`` the ``name``, its ``state`` in a word, the row ``above`` that uses it.

    ``working`` is what is at work at it; empty where nothing is. Where something is ``said`` instead of the state, the
    row is a heading, and not counted.
    """

    before: str
    name: str
    state: str
    working: str = ""
    above: int | None = None
    said: str = ""


def rows_of(blueprint: Blueprint, states: Mapping[str, str], working: Mapping[str, str]) -> list[Branch]:
    """Each node once, below the first that uses it, from the target down."""
    rows: list[Branch] = []
    shown: set[str] = set()
    for root in sorted(blueprint.nodes, key=lambda node: node.kind is not Kind.TARGET):
        waiting: list[tuple[str, str, str, int | None]] = [("", "", root.name, None)]
        while waiting:
            before, under, name, above = waiting.pop()
            if name in shown:
                continue
            shown.add(name)
            node = blueprint.by_name[name]
            state = DEFINED if node.kind is Kind.DEFINITION else states.get(name, OPEN)
            rows.append(Branch(before, name, state, working.get(name, ""), above))
            uses = [used for used in dict.fromkeys(node.uses) if used in blueprint.by_name and used not in shown]
            last = len(uses) - 1
            waiting += reversed(
                [
                    (
                        f"{under}{'└' if i == last else '├'} ",
                        f"{under}{'  ' if i == last else '│ '}",
                        used,
                        len(rows) - 1,
                    )
                    for i, used in enumerate(uses)
                ]
            )
    return rows


def folded(rows: Sequence[Branch], height: int) -> Iterator[Branch | Counter[str]]:
    """So many rows at most; for each that are left out in between, how many of them are in which state."""
    if len(rows) <= height:
        yield from rows
        return
    kept = _kept(rows, height)
    for is_kept, some in groupby(range(len(rows)), key=lambda i: i in kept):
        if is_kept:
            yield from (rows[i] for i in some)
        else:
            yield Counter("at work" if rows[i].working else rows[i].state for i in some if not rows[i].said)


def _kept(rows: Sequence[Branch], height: int) -> set[int]:
    """Which rows are shown, so that they have room with a line for each gap between them."""
    leading = {i for row in rows if row.working for i in _above(rows, row)}
    kept: set[int] = set()
    lines = 1  # one gap, as long as nothing is shown
    for i in sorted(range(len(rows)), key=lambda i: (_urgency(rows[i], i in leading), i)):
        gaps = (i > 0 and i - 1 not in kept) + (i + 1 < len(rows) and i + 1 not in kept)  # beside it now, where one was
        if lines + gaps <= height:
            kept.add(i)
            lines += gaps
    return kept


def _urgency(row: Branch, leads_to_work: bool) -> int:
    if row.working:
        return 0
    if leads_to_work:
        return 1
    return 2 + (URGENT.index(row.state) if row.state in URGENT else len(URGENT))


def _above(rows: Sequence[Branch], row: Branch) -> Iterator[int]:
    """Where the rows stand that lead to one."""
    while row.above is not None:
        yield row.above
        row = rows[row.above]
