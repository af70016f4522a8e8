"""The figures of a run, computed from its folder alone; nothing is rendered here.

Statements of different tracks are never counted together. A statement counts once all its tries are over; a broken try
counts as not solved until it is made again.
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from architect.views.costs import PerSolve
from benchmarks.report.estimates import Rate, bootstrap, pass_at_k, wilson
from benchmarks.report.methods import MethodFigures, methods_in
from benchmarks.report.results import StatementResult, results_of
from benchmarks.runs.about import About, AskedInFull
from benchmarks.runs.events import SessionStarted, Try
from benchmarks.runs.reading import BenchRun, read_run
from benchmarks.runs.recheck import Rechecked
from benchmarks.suites.statement import Statement
from prover.words.budget import Spent

Tries = Mapping[str, Sequence[Try]]  # statement → its tries, in their order
WITHOUT_BLUEPRINT = "no blueprint needed"
ALL_ROLES = "one model in all roles"


@dataclass(frozen=True)
class SolvedOf:
    """How many statements of a kind there are, and how many of them one try at least has solved."""

    name: str
    of: int
    solved: int


@dataclass(frozen=True)
class MethodShare:
    """What one method, by its whole name, settled first: how many statements, and which share of all that are counted.

    ``median_seconds`` is of the whole tries that it settled.
    """

    method: str
    solved: int
    share: float
    median_seconds: float


@dataclass(frozen=True)
class Drop:
    """Ineq-Comp: problems of one ``category`` beside the ``seeds`` that they are composed from."""

    category: str
    seeds: int
    seeds_solved: int
    composed: int
    composed_solved: int

    @property
    def points(self) -> float:
        """Percentage points that are lost from seed to composed."""
        return 100 * (self.seeds_solved / self.seeds - self.composed_solved / self.composed)


@dataclass(frozen=True)
class Track:
    """All figures of one track. ``seconds`` and ``costs`` are those of the tries that solved something, sorted.

    ``spent`` is what all tries took, those that failed too, and ``priced`` whether each model's price is known.
    """

    name: str
    statements: int
    counted: int
    tries: int
    solved: int
    statuses: Mapping[str, int]
    pass_at: Mapping[int, Rate]
    categories: Sequence[SolvedOf]
    solved_by: Sequence[MethodShare]
    methods: Sequence[MethodFigures]
    rounds: Sequence[SolvedOf]
    drops: Sequence[Drop]
    seconds: Sequence[float]
    costs: Sequence[float]
    total_seconds: float
    total_cost: float
    spent: Spent
    priced: bool

    @property
    def per_solve(self) -> PerSolve:
        """What all tries took, for each statement solved."""
        return PerSolve(self.solved, self.counted, self.spent, self.total_seconds, self.priced)

    def by_method(self, method: MethodFigures) -> PerSolve:
        """What a method took, for each statement that it solved."""
        spent = Spent(tokens_in=method.tokens or 0, cost=method.cost)
        return PerSolve(method.solved, self.counted, spent, method.seconds, self.priced)

    @property
    def by_role(self) -> Mapping[str, PerSolve]:
        """What each role took, for each statement solved; where one model has all of them, all together."""
        parts = self.spent.roles or ({ALL_ROLES: self.spent} if self.spent.calls else {})
        return {name: replace(self.per_solve, spent=spent, seconds=None) for name, spent in parts.items()}

    @property
    def median_seconds(self) -> float | None:
        """Of the tries that solved something."""
        return statistics.median(self.seconds) if self.seconds else None

    @property
    def median_cost(self) -> float | None:
        """Of the tries that solved something."""
        return statistics.median(self.costs) if self.costs else None


@dataclass(frozen=True)
class Figures:
    """A run in figures; ``lost`` is money of tries that were made again, and may be of some that were killed.

    ``rechecked`` is None where all proofs are counted as recorded; ``unread`` says what of the folder is left out.
    """

    folder: str
    rechecked: Rechecked | None
    about: About
    commits: Sequence[str]
    bad: int
    lost: float
    tracks: Sequence[Track]
    results: Sequence[StatementResult] = ()
    unread: Sequence[str] = ()


def figures_of(path: Path, rechecked: Rechecked | None = None) -> Figures:
    """The figures of the run in `path`, without what was refused of it. Raises `BadInput` when it is none."""
    run = read_run(path, whole=False)
    run = rechecked.applied(run) if rechecked else run
    tries = tries_of(run)
    by_track: dict[str, list[Statement]] = defaultdict(list)
    for statement in run.statements:
        by_track[statement.track].append(statement)
    return Figures(
        folder=str(path),
        rechecked=rechecked,
        about=run.about,
        commits=sorted({_commit(sitting.started) for sitting in run.sittings}),
        bad=sum(bool(statement.bad) for statement in run.statements),
        lost=run.lost + sum(r.spent.cost for r in run.records) - sum(r.spent.cost for r in run.tries().values()),
        tracks=[_track(name, all, tries, run.about.asked) for name, all in sorted(by_track.items())],
        results=results_of(run, tries),
        unread=run.unread,
    )


def tries_of(run: BenchRun) -> Tries:
    """The tries of each statement, the last of each number."""
    found: dict[str, list[Try]] = defaultdict(list)
    for (id, _), record in sorted(run.tries().items(), key=lambda item: item[0][1]):
        found[id].append(record)
    return found


def _track(name: str, all: Sequence[Statement], tries: Tries, asked: AskedInFull) -> Track:
    samples = asked.samples
    counted = [s for s in all if len(tries.get(s.id, ())) == samples]
    mine = {s.id: tries[s.id] for s in counted}
    made = [record for s in all for record in tries.get(s.id, ())]
    first = {id: next((r for r in records if r.solved), None) for id, records in mine.items()}
    solved = {id for id, record in first.items() if record is not None}
    winners = [record for record in first.values() if record is not None]
    spent = sum((record.spent for record in made), Spent())
    return Track(
        name=name,
        statements=len(all),
        counted=len(counted),
        tries=len(made),
        solved=len(solved),
        statuses=dict(sorted(Counter(record.status for record in made).items())),
        pass_at=_pass_at(mine, samples, asked.seed),
        categories=_categories(counted, solved),
        solved_by=_solved_by(winners, len(counted)),
        methods=methods_in(made, winners),
        rounds=_rounds(winners),
        drops=_drops(counted, solved),
        seconds=sorted(record.seconds for record in made if record.solved),
        costs=sorted(record.spent.cost for record in made if record.solved),
        total_seconds=round(sum(record.seconds for record in made), 3),
        total_cost=spent.cost,
        spent=spent,
        priced=asked.settings.priced,
    )


def _pass_at(tries: Tries, samples: int, seed: int) -> dict[int, Rate]:
    """For k a power of two, and for all tries."""
    if not tries:
        return {}
    solved = [sum(record.solved for record in records) for records in tries.values()]
    if samples == 1:
        return {1: wilson(sum(solved), len(solved))}
    ks = sorted({samples, *(2**i for i in range(samples.bit_length()) if 2**i <= samples)})
    return {k: bootstrap([pass_at_k(samples, count, k) for count in solved], seed) for k in ks}


def _categories(statements: Iterable[Statement], solved: set[str]) -> list[SolvedOf]:
    of: Counter[str] = Counter()
    well: Counter[str] = Counter()
    for statement in statements:
        of[statement.category] += 1
        well[statement.category] += statement.id in solved
    return [SolvedOf(name, of[name], well[name]) for name in sorted(of)]


def _solved_by(winners: Iterable[Try], counted: int) -> list[MethodShare]:
    """The most successful first."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for record in winners:
        seconds[record.method or "unknown"].append(record.seconds)
    shares = [MethodShare(m, len(s), len(s) / counted, statistics.median(s)) for m, s in seconds.items()]
    return sorted(shares, key=lambda share: (-share.solved, share.method))


def _rounds(winners: Sequence[Try]) -> list[SolvedOf]:
    found = Counter(-1 if record.round is None else record.round for record in winners)
    return [
        SolvedOf(WITHOUT_BLUEPRINT if number < 0 else f"round {number}", len(winners), found[number])
        for number in sorted(found)
    ]


def _drops(statements: Sequence[Statement], solved: set[str]) -> list[Drop]:
    """For each category of problems that name a seed which was tried too."""
    ids = {statement.id for statement in statements}
    composed: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.group in ids and statement.group != statement.id:
            composed[statement.category].append(statement)
    drops = []
    for category, members in sorted(composed.items()):
        seeds = {statement.group for statement in members}
        drops.append(
            Drop(category, len(seeds), len(seeds & solved), len(members), sum(s.id in solved for s in members))
        )
    return drops


def _commit(session: SessionStarted) -> str:
    if session.commit is None:
        return f"version {session.versions.get('blueprint-prover', 'unknown')}"
    return f"{session.commit.sha[:12]}{' with changes' if session.commit.changed else ''}"
