"""The figures as titled tables and pictures, in words; how these look is decided in `render`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from architect.views.costs import PerSolve, money, per_solve_as_text
from benchmarks.report.chart import survival
from benchmarks.report.compare import Pair, RunComparison
from benchmarks.report.estimates import Rate
from benchmarks.report.figures import Figures, Track
from benchmarks.report.results import StatementResult
from benchmarks.runs.recheck import Rechecked
from prover.words.plain import counted
from prover.words.shown import in_one_line

NOT_KNOWN = "no price known"
WITHIN = (1, 3, 10, 30, 100, 300, 1_000, 3_000)  # seconds, of the survival curve as a table


@dataclass(frozen=True)
class Grid:
    """Rows of words under the words of `head`."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """An SVG; ``name`` is what its file is called, ``title`` what it shows, and ``table`` shows that in words."""

    name: str
    title: str
    svg: str
    table: Grid


@dataclass(frozen=True)
class Listing:
    """Every statement, a row each; ``table`` shows them in words."""

    results: Sequence[StatementResult]

    @property
    def table(self) -> Grid:
        rows = [
            [
                r.id,
                r.state,
                r.method,
                f"{r.seconds:.2f}",
                amount(r.cost),
                f"{r.solved} of {r.tries}",
                r.proof or r.reason,
            ]
            for r in self.results
        ]
        return Grid(["statement", "state", "method", "seconds", "cost", "tries", "proof, or why there is none"], rows)


@dataclass(frozen=True)
class Chapter:
    title: str
    level: int
    parts: Sequence[str | Grid | Picture | Listing]


def sections(figures: Figures, comparison: RunComparison | None) -> Iterator[Chapter]:
    """All there is to say, in its order."""
    yield _run(figures)
    if figures.unread:
        yield Chapter(
            "Not read", 2, [Grid(["what could not be read, and is left out"], [[why] for why in figures.unread])]
        )
    if figures.rechecked is not None and figures.rechecked.refused:
        rows = [[refused.id, str(refused.sample), refused.reason] for refused in figures.rechecked.refused]
        yield Chapter("Recorded as proved, and refused by the gate", 2, [Grid(["statement", "try", "why"], rows)])
    for track in figures.tracks:
        yield from _track(track)
    if comparison is not None:
        yield from _comparison(comparison)
    yield Chapter("Statements", 2, [Listing(figures.results)])


def _run(figures: Figures) -> Chapter:
    asked, machine = figures.about.asked, figures.about.machine
    parts = [part for part in (asked.suite, asked.split, asked.filter and f"filter `{asked.filter}`") if part]
    facts = [
        ("suite", ", ".join(parts)),
        ("statements", f"{asked.statements.count}, sha256 {asked.statements.sha256[:16]}"),
        ("tries at each", str(asked.samples)),
        ("model", ", ".join(asked.settings.model_names) or "none"),
        ("limit of a try", f"{asked.settings.limits.seconds:g} s"),
        ("Lean", f"{asked.lean.version} ({asked.lean.toolchain})"),
        ("code", "; ".join(figures.commits) or "not run yet"),
        ("machine", f"{machine.processor}, {machine.cores} cores, {machine.memory_mb // 1024} GiB"),
        ("seed", str(asked.seed)),
        ("proofs", _standing(figures.rechecked)),
    ]
    if asked.fill_answers:
        facts.append(("answers", "proposed by the planner, and not the official ones"))
    if figures.bad:
        facts.append(("known to be bad", f"{figures.bad} of the statements"))
    if figures.lost:
        facts.append(("money of tries that had to be made again", f"at most {money(figures.lost)}"))
    per_solve = [f"{per_solve_as_text(track.per_solve, 'statements')}, track {track.name}" for track in figures.tracks]
    return Chapter(f"Run {figures.folder}", 1, [*per_solve, Grid(["", ""], facts)])


def _standing(rechecked: Rechecked | None) -> str:
    if rechecked is None:
        return "as recorded (with --recheck the gate judges them again)"
    held = rechecked.recorded - len(rechecked.refused)
    return f"judged again by the gate: {held} of {rechecked.recorded} hold; disproofs as recorded"


def _track(track: Track) -> Iterator[Chapter]:
    left = track.statements - track.counted
    lines = [
        f"{track.solved} of {track.counted} statements solved" + (f", {left} not tried to the end." if left else "."),
        f"{counted(track.tries, 'try')}: "
        + ", ".join(f"{count} {status}" for status, count in track.statuses.items())
        + ".",
    ]
    rates = [[f"pass@{k}", *_estimate(estimate)] for k, estimate in track.pass_at.items()]
    yield Chapter(f"Track: {track.name}", 2, [*lines, Grid(["", "rate", "95 % interval", "method"], rates)])
    yield Chapter("By category", 3, [_counts("category", [(c.name, c.solved, c.of) for c in track.categories])])
    if track.drops:
        rows = [
            [d.category, _of(d.seeds_solved, d.seeds), _of(d.composed_solved, d.composed), f"{d.points:.1f}"]
            for d in track.drops
        ]
        yield Chapter("From seed to composed", 3, [Grid(["category", "seeds", "composed", "drop, points"], rows)])
    shares = [[s.method, str(s.solved), f"{100 * s.share:.1f} %", f"{s.median_seconds:.2f}"] for s in track.solved_by]
    yield Chapter("Solved by", 3, [Grid(["method", "solved", "share", "median seconds"], shares)])
    yield Chapter("By method", 3, [_methods(track)])
    if track.spent.calls:
        yield Chapter("By role", 3, [_roles(track)])
    rounds = [[r.name, str(r.solved)] for r in track.rounds]
    yield Chapter("By refinement round", 3, [Grid(["solved after", "statements"], rounds)])
    yield Chapter("Time and money", 3, [_costs(track), *_pictures(track)])


def _methods(track: Track) -> Grid:
    rows = []
    for method in track.methods:
        tokens = "not recorded" if method.tokens is None else str(method.tokens)
        each = track.by_method(method)
        rows.append([method.name, str(method.solved), f"{method.seconds:.1f}", tokens, _total(each), _each(each)])
    return Grid(["method", "solved", "seconds in all tries", "tokens", "cost", "for each it solved"], rows)


def _roles(track: Track) -> Grid:
    rows = []
    for name, each in track.by_role.items():
        spent = each.spent
        counts = map(str, (spent.calls, spent.tokens_in, spent.cached, spent.tokens_out))
        rows.append([name, *counts, _total(each), _each(each)])
    return Grid(["role", "calls", "tokens in", "of them cached", "tokens out", "cost", "for each solved"], rows)


def amount(cost: float | None) -> str:
    """Money in words, also where it is not known."""
    return NOT_KNOWN if cost is None else money(cost)


def _total(each: PerSolve) -> str:
    return amount(each.spent.cost if each.has_money else None)


def _each(each: PerSolve) -> str:
    if not each.certified:
        return "–"
    return f"{each.spent.tokens / each.certified:.0f} tokens" if each.cost is None else money(each.cost)


def _costs(track: Track) -> Grid:
    def seconds(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f} s"

    each = track.per_solve
    median = "–" if track.median_cost is None else money(track.median_cost) if each.has_money else NOT_KNOWN
    return Grid(
        ["", "time", "cost"],
        [
            ["all tries", f"{track.total_seconds:.1f} s", _total(each)],
            ["all tries, for each statement solved", seconds(each.each(each.seconds)), _each(each)],
            ["a try that solved, median", seconds(track.median_seconds), median],
        ],
    )


def _pictures(track: Track) -> Iterator[Picture]:
    name = quote(in_one_line(track.name).replace(" ", "_"), safe="")  # a file is called after it
    rows = [[f"{s} s", str(sum(v <= s for v in track.seconds))] for s in WITHIN if s / 10 < (track.seconds or [1])[-1]]
    title = f"Tries that succeeded within a time, of {track.tries}"
    svg = survival(title, "seconds of one try", track.seconds, track.tries)
    yield Picture(f"{name}_by_seconds.svg", title, svg, Grid(["within", "succeeded"], rows))
    if any(track.costs):
        title = f"Tries that succeeded within a cost, of {track.tries}"
        quarters = [track.costs[min(len(track.costs) * q // 4, len(track.costs) - 1)] for q in (1, 2, 3, 4)]
        rows = [[money(c), str(sum(v <= c for v in track.costs))] for c in dict.fromkeys(quarters)]
        svg = survival(title, "US dollars of one try", track.costs, track.tries)
        yield Picture(f"{name}_by_cost.svg", title, svg, Grid(["within", "succeeded"], rows))


def _comparison(comparison: RunComparison) -> Iterator[Chapter]:
    words = (
        f"Solved by one of {comparison.tries} tries. {comparison.left_out} statements are left out: in one run only, "
    )
    yield Chapter(
        f"{comparison.second} against {comparison.first}", 2, [f"{words}of another text, or not tried to the end."]
    )
    for pair in comparison.pairs:
        row = [_of(pair.first, pair.both), _of(pair.second, pair.both), str(len(pair.gained)), str(len(pair.lost))]
        table = Grid(["first", "second", "newly solved", "newly lost", "p (McNemar, exact)"], [[*row, f"{pair.p:.3g}"]])
        both = (("first", pair.first_per_solve), ("second", pair.second_per_solve))
        costs = [f"{name}: {per_solve_as_text(each, 'statements')}" for name, each in both]
        yield Chapter(f"Track: {pair.track}", 3, [*costs, table, *_names(pair)])


def _names(pair: Pair) -> Iterator[Grid]:
    for title, ids in (("newly solved", pair.gained), ("newly lost", pair.lost)):
        if ids:
            yield Grid([title], [[id] for id in ids])


def _counts(what: str, counts: Sequence[tuple[str, int, int]]) -> Grid:
    return Grid([what, "solved", "of", "rate"], [[n, str(s), str(of), f"{100 * s / of:.1f} %"] for n, s, of in counts])


def _estimate(estimate: Rate) -> list[str]:
    return [
        f"{100 * estimate.value:.1f} %",
        f"{100 * estimate.low:.1f} to {100 * estimate.high:.1f} %",
        estimate.how,
    ]


def _of(solved: int, of: int) -> str:
    return f"{solved} of {of} ({100 * solved / of:.1f} %)"
