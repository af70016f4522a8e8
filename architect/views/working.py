"""A run at work: what is heard of it, in lines as it happens, and how it stands now, in lines that fit a terminal.

It writes nowhere. What it shows is read in another thread than it hears in: so each thing heard takes another's place.
A whole project's is `architect/views/working_project.py`.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from architect.blueprint.graph import Blueprint, Kind
from architect.campaign.campaign import Campaign
from architect.planning.planner import State
from architect.run.result import Result
from architect.views.folded import Branch, folded, rows_of
from architect.views.progress import DISPROVED, OPEN, PROVED, STUCK
from architect.views.report import status_of
from prover.methods.at_work import AtWork
from prover.words.budget import Budget
from prover.words.plain import counted
from prover.words.shown import in_one_line

ENOUGH = 3  # nodes or theorems that have been settled, before it is said how long the others may take
LEAST_ROWS = 3
STYLES = {PROVED: "green", DISPROVED: "red", STUCK: "magenta", OPEN: "dim", "at work": "bold yellow"}


class Line(NamedTuple):
    """One line of what is shown; what is cut off first is the beginning of ``before``, then the end of ``text``."""

    text: str
    remark: str = ""
    style: str = ""
    before: str = ""


@dataclass(frozen=True)
class _Busy:
    methods: tuple[str, ...]
    since: float

    def words(self, now: float) -> str:
        return f"{', '.join(self.methods) or 'beginning'}, {duration(now - self.since)}"


@dataclass(frozen=True)
class _Graph:
    """The blueprint of the theorem whose turn it is; ``settled`` of its nodes were so ``since`` it is drawn.

    ``began`` is when each node was first seen at work, ``version`` what the states were found for.
    """

    campaign: Campaign
    blueprint: Blueprint | None
    states: Mapping[str, State]
    rounds: int
    since: float
    began: Mapping[str, float]
    version: tuple[int, int]
    settled: int = 0


@dataclass(frozen=True)
class _Now:
    """How a run stands. ``theorems`` are the states of those that were asked for, by name."""

    step: str = "beginning"
    since: float = field(default_factory=time.monotonic)
    theorems: Mapping[str, str] = field(default_factory=dict)
    budget: Budget | None = None
    theorem: str = ""
    busy: Mapping[str, _Busy] = field(default_factory=dict)
    graph: _Graph | None = None


class Working:
    """What a `Listener` hears, each answered by the lines that say what happened."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._now = _Now()

    def step(self, text: str) -> list[str]:
        """Something else is begun. Until the file is read, which may end it all, nothing is said of it."""
        self._now = replace(self._now, step=text, since=time.monotonic(), busy={}, graph=None)
        return [text] if self._now.theorems else []

    def begun(self, theorems: Sequence[str], budget: Budget) -> list[str]:
        """These theorems are to be proved; of a file whose turn it is again, what is known of them stays."""
        known = self._now.theorems
        self._now = replace(self._now, theorems={name: known.get(name, OPEN) for name in theorems}, budget=budget)
        return []

    def at_work(self, theorem: str, at_work: AtWork) -> list[str]:
        """Other methods are at a theorem as it is."""
        before = self._now.busy.get(theorem)
        busy = _Busy(at_work.methods, at_work.since or time.monotonic())
        self._now = replace(self._now, theorem=theorem, busy={theorem: busy}, graph=None)
        return [f"{theorem}: {name}" for name in busy.methods if before is None or name not in before.methods]

    def state(self, campaign: Campaign) -> list[str]:
        """Something has changed in a campaign: what is settled of its nodes, its blueprint, or who is at work."""
        name, now, before = campaign.place.name, time.monotonic(), self._now.graph
        before = before if before is not None and before.campaign is campaign else None
        busy = _busy(campaign, before.began if before is not None else {}, now)
        began = {name: each.since for name, each in busy.items()}
        drawn, rounds, version = campaign.blueprint, len(campaign.history), (campaign.settled, len(campaign.refusals))
        is_drawn = before is not None and before.blueprint is drawn
        # Methods come and go by the hundred, and states take 2 ms to find for 300 nodes.
        states = before.states if before and is_drawn and before.version == version else campaign.states
        news: list[str] = []
        if before is None or before.blueprint is not drawn:
            if drawn is not None and len(drawn.nodes) > 1:
                did = f": {campaign.history[-1]}" if rounds and before is not None else ""
                news = [f"{name}: a blueprint of {counted(len(drawn.nodes), 'node')}{did}"]
            graph = _Graph(campaign, drawn, states, rounds, now, began, version)
        else:
            settled = (
                [] if states is before.states else [(n, s) for n, s in states.items() if s != before.states.get(n)]
            )
            began = {**before.began, **began}
            took = {node: now - since for node, since in began.items()}
            # Of the theorem itself the gate has the word.
            news = [_settled(name, node, state, took.get(node)) for node, state in settled if node != name]
            graph = replace(
                before,
                states=states,
                rounds=rounds,
                began=began,
                version=version,
                settled=before.settled + len(settled),
            )
        self._now = replace(self._now, theorem=name, busy=busy, graph=graph)
        return news

    def settled(self, result: Result) -> list[str]:
        """A theorem's turn is over."""
        word, is_over = status_of(result), result.certificate is not None or result.accepted
        said, before = f"{result.theorem}: {word}", self._now.theorems
        theorems = {**before, result.theorem: word if is_over else OPEN}
        self._now = replace(self._now, step=said, since=time.monotonic(), theorems=theorems, busy={}, graph=None)
        return [] if is_over and before.get(result.theorem) == word else [f"{said}, {duration(result.seconds)}"]

    @property
    def theorems(self) -> Mapping[str, str]:
        """The state of each, by name."""
        return self._now.theorems

    def doing(self, now: float) -> str:
        """What is done where no method is at work, and since when."""
        return "" if self._now.busy else f"{self._now.step}, {duration(now - self._now.since)}"

    def rows(self, now: float) -> list[list[Branch]]:
        """Those of each theorem, the blueprint of the one at work below it."""
        shown = self._now
        return [
            _rows(shown, now) if (shown.busy or shown.graph) and name == shown.theorem else [Branch("", name, state)]
            for name, state in shown.theorems.items()
        ]

    def lines(self, width: int, height: int) -> list[Line]:
        """How it stands, in so many lines at most."""
        shown, now = self._now, time.monotonic()
        spent = spent_of(shown.budget, now - self._began) if shown.budget is not None else ()
        below = [*packed(_counts(shown, now), width), *packed(spent, width)]
        above = _heading(shown, now)
        room = max(height - len(above) - len(below), LEAST_ROWS)
        return [*above, *_tree(shown, now, room), *below][-height:]


def _settled(theorem: str, node: str, state: State, seconds: float | None) -> str:
    """What became of a node, in a line."""
    by = f" by {state.proof.method}" if state.proof is not None and state.proof.method else ""
    took = f", {duration(seconds)}" if seconds is not None else ""
    return f"{theorem}: {node}: {state.status}{by}{took}"


def _busy(campaign: Campaign, began: Mapping[str, float], now: float) -> dict[str, _Busy]:
    found: dict[str, _Busy] = {}
    for work in campaign.works.values():
        if work.seated and not work.over:
            methods = (*(found[work.name].methods if work.name in found else ()), *work.at_work.methods)
            found[work.name] = _Busy(methods, work.at_work.since or began.get(work.name, now))
    return found


def _heading(shown: _Now, now: float) -> list[Line]:
    """How many theorems there are, and what is done where no method is at work."""
    found = []
    if len(shown.theorems) > 1:
        counts = Counter(shown.theorems.values())
        said = ", ".join(f"{count} {state}" for state, count in counts.items())
        found.append(Line(f"{len(shown.theorems)} theorems: {said}"))
    if not shown.busy:
        found.append(Line(shown.step, f", {duration(now - shown.since)}"))
    elif shown.graph is None:
        found += [Line(name, f": {busy.words(now)}", STYLES["at work"]) for name, busy in shown.busy.items()]
    return found


def _tree(shown: _Now, now: float, height: int) -> Iterator[Line]:
    if shown.graph is not None:
        yield from drawn(_rows(shown, now), height)


def _rows(shown: _Now, now: float) -> list[Branch]:
    """The theorem whose turn it is, with its blueprint where it has one."""
    working, graph = {name: busy.words(now) for name, busy in shown.busy.items()}, shown.graph
    if graph is not None and graph.campaign.planning is not None:
        working[shown.theorem] = ", ".join(
            ["planning", *([working[shown.theorem]] if shown.theorem in working else [])]
        )
    if graph is None or graph.blueprint is None:
        return [Branch("", shown.theorem, OPEN, working.get(shown.theorem, ""))]
    states = {name: state.status for name, state in graph.states.items()}
    return rows_of(graph.blueprint, states, working)


def drawn(rows: Sequence[Branch], height: int) -> Iterator[Line]:
    """Rows in so many lines at most."""
    for row in folded(rows, height):
        if isinstance(row, Branch):
            style = STYLES["at work"] if row.working else STYLES.get(row.state, "dim")
            yield Line(row.name, f": {row.working or row.said or row.state}", style, row.before)
        else:
            yield Line(f"… {', '.join(f'{count} {state}' for state, count in row.items())}", style="dim")


def _counts(shown: _Now, now: float) -> Iterator[str]:
    """How many nodes are in which state, and how long the others may take, where some have shown it."""
    graph = shown.graph
    if graph is None or graph.blueprint is None or len(graph.blueprint.nodes) < 2:
        return
    proper = [node.name for node in graph.blueprint.nodes if node.kind is not Kind.DEFINITION]
    counts = Counter[str](graph.states[name].status for name in proper)
    yield ", ".join(f"{counts[state]} {state}" for state in (PROVED, OPEN, STUCK, DISPROVED) if counts[state])
    if graph.rounds:
        yield f"round {graph.rounds}"
    if graph.settled >= ENOUGH and counts[OPEN]:
        seconds = (now - graph.since) / graph.settled * counts[OPEN]
        if shown.budget is None or seconds < shown.budget.left("seconds"):
            yield f"about {duration(seconds)} more at this rate"


def spent_of(budget: Budget, seconds: float) -> Iterator[str]:
    """What was spent of each thing that counts, and what is left of it; ``seconds`` have passed in all."""
    spent, left = (
        budget.spent,
        {what: budget.left(what, wrap_up=True) for what in ("seconds", "cost", "tokens", "turns")},
    )
    said = {what: max(amount, 0.0) for what, amount in left.items() if amount != float("inf")}
    # What stands before the time runs (reading the file, a first Lean) is not in the limit: both are of its clock.
    gone = budget.limits.seconds - said["seconds"] if budget.limits.seconds is not None else seconds
    yield f"{duration(gone)} gone" + (f", {duration(said['seconds'])} left" if "seconds" in said else "")
    if spent.calls or (budget.limits.turns or 0) > left["turns"]:  # a model was asked, or is
        yield f"${spent.cost:.4f}" + (f", ${said['cost']:.4f} left" if "cost" in said else "")
        yield f"{spent.tokens} tokens" + (f", {said['tokens']:.0f} left" if "tokens" in said else "")
        yield f"{spent.calls} {'call' if spent.calls == 1 else 'calls'}" + (
            f", {said['turns']:.0f} left" if "turns" in said else ""
        )


def packed(parts: Iterable[str], width: int) -> list[Line]:
    """Parts in as few lines as have room for them."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 2 + len(part) <= width:
            lines[-1] += f"; {part}"
        else:
            lines.append(part)
    return [Line(line) for line in lines]


def duration(seconds: float) -> str:
    """Time for people: `12 s`, `14 min 48 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


def fitted(line: Line, width: int) -> str:
    """The words of a line in so many columns, as far as each takes one; a third of them is kept for its text."""
    text, remark = in_one_line(line.text), in_one_line(line.remark)
    remark = _cut(remark, width - min(len(text), width // 3))
    room = max(width - len(remark) - len(text), width // 4)
    before = line.before if len(line.before) <= room else f"…{line.before[len(line.before) - room + 1 :]}"
    return before + _cut(text, width - len(remark) - len(before)) + remark


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(width - 1, 0)]}…"
