"""A project's run at work: its files, their theorems, the blueprint of each at work; in lines, as one file's is.

It writes nowhere. What it shows is read in another thread than it hears in: so each thing heard takes another's place.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from architect.views.folded import Branch
from architect.views.progress import OPEN, PROVED
from architect.views.working import LEAST_ROWS, Line, Working, drawn, duration, packed, spent_of
from prover.words.budget import Budget
from prover.words.plain import counted

ENOUGH_TURNS = 3  # files that have had theirs, before it is said how long the others may take


@dataclass(frozen=True)
class _AllNow:
    """How a run stands. ``turns`` are the modules that have one ``since`` then, ``over`` those that have had it."""

    step: str = "reading the project"
    since: float = field(default_factory=time.monotonic)
    files: Mapping[str, Working] = field(default_factory=dict)
    budget: Budget | None = None
    turns: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    at_work: frozenset[str] = frozenset()


class WorkingProject:
    """What a `ProjectListener` hears, each answered by the lines that say what happened."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._now = _AllNow()

    def step(self, text: str) -> list[str]:
        """Something else is begun, at no file in particular."""
        self._now = replace(self._now, step=text, since=time.monotonic())
        return [text]

    def begun(self, files: Mapping[str, Sequence[str]], budget: Budget) -> list[str]:
        """These theorems are to be proved, by module."""
        own = {module: Working() for module in files}
        for module, theorems in files.items():
            own[module].begun(theorems, budget)
        self._now = replace(self._now, files=own, budget=budget)
        return []

    def turns(self, modules: Sequence[str]) -> list[str]:
        """Each of these has a turn now."""
        self._now = replace(
            self._now, turns=frozenset(modules), over=frozenset(), at_work=frozenset(), since=time.monotonic()
        )
        return []

    def at_work(self, module: str) -> None:
        """One of them is worked on from now on, until it is settled."""
        self._now = replace(self._now, at_work=self._now.at_work | {module})

    def of(self, module: str) -> Working:
        """What hears of the run at one of them."""
        return self._now.files[module]

    def settled(self, module: str, words: str) -> list[str]:
        """Its turn is over, or the work at it; without words there is nothing to say of that."""
        now = self._now
        self._now = replace(now, over=now.over | ({module} & now.turns), at_work=now.at_work - {module})
        return [f"{module}: {words}"] if words else []

    def lines(self, width: int, height: int) -> list[Line]:
        """How it stands, in so many lines at most."""
        shown, now = self._now, time.monotonic()
        counts = Counter(state for each in shown.files.values() for state in each.theorems.values())
        above = []
        if counts:
            said = ", ".join(f"{count} {state}" for state, count in counts.items())
            above.append(Line(f"{counted(counts.total(), 'theorem')} in {counted(len(shown.files), 'file')}: {said}"))
        if not shown.at_work:
            above.append(Line(shown.step, f", {duration(now - shown.since)}"))
        spent = spent_of(shown.budget, now - self._began) if shown.budget is not None else ()
        below = [*packed(_turns(shown, now), width), *packed(spent, width)]
        room = max(height - len(above) - len(below), LEAST_ROWS)
        return [*above, *drawn(_rows(shown, now), room), *below][-height:]


def _rows(shown: _AllNow, now: float) -> list[Branch]:
    """Each file with its theorems below it."""
    rows: list[Branch] = []
    for module, file in shown.files.items():
        heading, states = len(rows), [*file.theorems.values()]
        proved = states.count(PROVED)
        said = f"{proved} of {len(states)} proved"
        is_at_work = module in shown.at_work
        doing = file.doing(now) if is_at_work else ""
        rows.append(Branch("", module, PROVED if proved == len(states) else OPEN, doing, said=said))
        own = file.rows(now) if is_at_work else [[Branch("", *theorem)] for theorem in file.theorems.items()]
        for number, branches in enumerate(own, 1):
            first, others = ("└ ", "  ") if number == len(own) else ("├ ", "│ ")
            begin = len(rows)
            for i, row in enumerate(branches):
                leads = heading if row.above is None else begin + row.above
                rows.append(replace(row, before=f"{others if i else first}{row.before}", above=leads))
    return rows


def _turns(shown: _AllNow, now: float) -> Iterator[str]:
    """How many files have had their turn, and how long the others may take, where some have shown it."""
    if len(shown.turns) < 2 or len(shown.over) == len(shown.turns):
        return
    yield f"{len(shown.over)} of {counted(len(shown.turns), 'file')} had their turn"
    if len(shown.over) >= ENOUGH_TURNS:
        seconds = (now - shown.since) / len(shown.over) * (len(shown.turns) - len(shown.over))
        if shown.budget is None or seconds < shown.budget.left("seconds"):
            yield f"about {duration(seconds)} more at this rate"
