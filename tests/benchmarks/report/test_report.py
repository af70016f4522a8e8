"""Reports: estimators against published and exact numbers, figures against a run worked out by hand."""

import itertools
import json
import shutil
import statistics
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.report.chart import survival
from benchmarks.report.compare import compare
from benchmarks.report.estimates import bootstrap, mcnemar, pass_at_k, wilson
from benchmarks.report.figures import Track, figures_of
from benchmarks.report.render import render
from benchmarks.runs.about import About, AskedInFull, MachineUsed
from benchmarks.runs.events import SessionEnded, SessionStarted, Step, Try, TryStatus
from benchmarks.runs.folder import Folder, make_or_match
from benchmarks.suites.statement import ANSWER_FILLED, Statement
from prover.words.budget import Spent
from prover.words.errors import BadInput
from tests.benchmarks.runs.runs import Told, lines, session


@pytest.mark.parametrize(
    ("tries", "solved", "k"), [(n, c, k) for n in range(1, 7) for c in range(n + 1) for k in (1, n)]
)
def test_pass_at_k_is_the_share_of_all_choices_of_k_tries_with_a_solved_one(tries: int, solved: int, k: int) -> None:
    choices = list(itertools.combinations([True] * solved + [False] * (tries - solved), k))
    assert pass_at_k(tries, solved, k) == pytest.approx(sum(map(any, choices)) / len(choices))


def test_pass_at_k_has_the_values_of_the_formula() -> None:
    assert pass_at_k(5, 2, 1) == pytest.approx(0.4)
    assert pass_at_k(5, 2, 2) == pytest.approx(0.7)
    assert pass_at_k(200, 3, 100) == pytest.approx(1 - (100 * 99 * 98) / (200 * 199 * 198))
    with pytest.raises(ValueError, match="pass@3 cannot be estimated"):
        pass_at_k(2, 1, 3)


# Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
@pytest.mark.parametrize(
    ("solved", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_wilson_interval_has_the_published_ends(solved: int, of: int, low: float, high: float) -> None:
    found = wilson(solved, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)
    mirrored = wilson(of - solved, of)
    assert [1 - mirrored.high, 1 - mirrored.low] == pytest.approx([found.low, found.high])


@pytest.mark.parametrize(("lost", "gained", "p"), [(10, 2, 158 / 4096), (0, 6, 2 / 64), (5, 5, 1.0), (0, 0, 1.0)])
def test_mcnemar_is_the_exact_two_sided_binomial(lost: int, gained: int, p: float) -> None:
    assert mcnemar(lost, gained) == pytest.approx(p)
    assert mcnemar(gained, lost) == mcnemar(lost, gained)
    assert mcnemar(2000, 2000) == 1.0  # numbers that no float holds


def test_the_bootstrap_is_seeded_and_as_wide_as_the_normal_interval() -> None:
    values = [1.0] * 60 + [0.0] * 40
    found = bootstrap(values, seed=1)
    assert found == bootstrap(values, seed=1)
    half = 1.96 * statistics.pstdev(values) / len(values) ** 0.5
    assert found.value == 0.6
    assert [found.low, found.high] == pytest.approx([0.6 - half, 0.6 + half], abs=0.02)


STATEMENTS = [
    Statement("a", "A", None, "algebra"),
    Statement("b", "B", None, "algebra"),
    Statement("c", "C", None, "topology"),
    Statement("filled", "F", None, "algebra", track=ANSWER_FILLED),
]


def record(id: str, sample: int, status: TryStatus, method: str, seconds: float, cost: float, round: int | None) -> Try:
    won = status == "proved"
    steps = (
        Step(method="portfolio: at once", seconds=seconds / 2),
        Step(method=method, seconds=seconds / 2, cost=cost, won=won),
    )
    return Try(
        id=id,
        sample=sample,
        status=status,
        seconds=seconds,
        method=method if won else "",
        round=round,
        spent=Spent(calls=1, cost=cost),
        steps=steps,
    )


RECORDS = [
    record("a", 1, "proved", "model: m", 4.0, 0.5, None),
    record("a", 2, "not proved", "model: m", 8.0, 1.0, None),
    record("b", 1, "broken", "model: m", 1.0, 0.25, None),
    record("b", 1, "proved", "blueprint", 20.0, 2.0, 3),  # made again
    record("b", 2, "proved", "blueprint", 10.0, 2.0, 1),
    record("c", 1, "out of budget", "search", 30.0, 0.0, None),
    record("c", 2, "disproved", "search", 3.0, 0.0, None),
    record("filled", 1, "proved", "search", 1.0, 0.0, None),
]


async def written(path: Path, records: list[Try], statements: list[Statement] = STATEMENTS) -> Path:
    asked = {
        "suite": "by hand", "split": None, "filter": None, "samples": 2, "fill_answers": False, "seed": 7,
        "statements": {"count": len(statements), "sha256": "0" * 64},
        "lean": {"toolchain": "embedded", "version": "4", "key": ""},
        "settings": {"model": {"name": "m"}, "limits": {"seconds": 30.0}},
    }  # fmt: skip
    here = MachineUsed(processor="p", cores=2, memory_mb=4096)
    make_or_match(path, About(asked=AskedInFull.model_validate(asked), machine=here), statements)
    async with Folder(path) as folder:
        versions = {"blueprint-prover": "9"}
        await folder.write(SessionStarted(engine="local", workers=1, commit=None, versions=versions, machine=here))
        for each in records:
            await folder.write(each)
        await folder.write(SessionEnded(seconds=77.0, cpu_seconds=77.0))
    return path


def plain(path: Path) -> Track:
    [track] = [track for track in figures_of(path).tracks if track.name == "plain"]
    return track


async def test_the_figures_of_a_run_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    path = await written(tmp_path / "run", RECORDS)
    track = plain(path)
    assert (track.statements, track.counted, track.tries, track.solved) == (3, 3, 6, 2)
    assert track.statuses == {"disproved": 1, "not proved": 1, "out of budget": 1, "proved": 3}
    assert {k: estimate.value for k, estimate in track.pass_at.items()} == {
        1: pytest.approx((0.5 + 1 + 0) / 3),
        2: pytest.approx(2 / 3),
    }
    assert [(c.name, c.solved, c.of) for c in track.categories] == [("algebra", 2, 2), ("topology", 0, 1)]
    # The broken try of `b` was made again: the second counts, and the money of the first is told apart.
    assert figures_of(path).lost == 0.25
    assert track.total_seconds == 4 + 8 + 20 + 10 + 30 + 3
    assert track.total_cost == 0.5 + 1 + 2 + 2
    assert track.per_solve.cost == 5.5 / 2
    assert track.seconds == [4.0, 10.0, 20.0]
    assert track.median_seconds == 10.0
    assert {m.name: (m.solved, m.seconds, m.cost) for m in track.methods} == {
        "blueprint": (1, 15.0, 4.0),
        "model": (1, 6.0, 1.5),
        "portfolio": (0, 37.5, 0.0),
        "search": (0, 16.5, 0.0),
    }
    assert [(r.name, r.solved) for r in track.rounds] == [("no blueprint needed", 1), ("round 3", 1)]


async def test_what_planning_took_stands_beside_the_methods_and_each_role_has_its_own(tmp_path: Path) -> None:
    roles = {"planner": Spent(calls=2, tokens_in=800, tokens_out=50, cost=0.75), "prover": Spent(calls=1, tokens_in=90)}
    spent = Spent(calls=3, tokens_in=890, tokens_out=50, cost=0.75, roles=roles)
    step = Step(method="model: m", seconds=2.0, cost=0.25, tokens=90, won=True)
    tried = record("a", 1, "proved", "model: m", 4.0, 0.0, None).model_copy(update={"spent": spent, "steps": (step,)})
    lost = Spent(cost=9.0, guessed_cost=9.0)  # of a try that broke: nobody knows what it was for
    broken = record("b", 1, "broken", "", 1.0, 0.0, None).model_copy(update={"spent": lost, "steps": ()})
    path = await written(tmp_path / "run", [tried, tried.model_copy(update={"sample": 2}), broken])
    figures = figures_of(path)
    methods = {m.name: (m.solved, m.cost, m.tokens) for m in plain(path).methods}
    assert methods == {"model": (1, 0.5, 180), "planning by a model": (0, 1.0, 1700)}
    text, _ = render(figures, None, "md")
    rows = ["model | 1 | 4.0 | 180 | $0.5000 | $0.5000", "planning by a model | 0 | 0.0 | 1700 | $1.00 | –"]
    rows += ["planner | 4 | 1600 | 0 | 100 | $1.50 | $1.50", "prover | 2 | 180 | 0 | 0 | no price known | 180 tokens"]
    for row in rows:
        assert f"| {row} |" in text
    assert "each certified solve: 1880 tokens (some of them priced: $10.50); 1 of 1 statements, track plain" in text


async def test_each_method_has_its_share_of_the_statements_counted_and_its_median(tmp_path: Path) -> None:
    four = [Statement(id, id, None, "any") for id in "abcd"]
    solved = [("a", "portfolio: closer", 1.0), ("b", "search", 6.0), ("c", "portfolio: closer", 4.0)]
    records = [
        *(
            record(id, sample, "proved", method, seconds, 0.0, None)
            for id, method, seconds in solved
            for sample in (1, 2)
        ),
        *(record("d", sample, "not proved", "search", 9.0, 0.0, None) for sample in (1, 2)),
    ]
    figures = figures_of(await written(tmp_path / "run", records, four))
    text, _ = render(figures, None, "md")
    rows = ["method | solved | share | median seconds", "--- | --- | --- | ---"]
    rows += ["portfolio: closer | 2 | 50.0 % | 2.50", "search | 1 | 25.0 % | 6.00"]
    assert "\n".join(f"| {row} |" for row in rows) in text
    [track] = json.loads(render(figures, None, "json")[0])["tracks"]
    closer = {"method": "portfolio: closer", "solved": 2, "share": 0.5, "median_seconds": 2.5}
    assert track["solved_by"][0] == closer


async def test_the_median_of_two_lies_between_them(tmp_path: Path) -> None:
    two = [record("a", 1, "proved", "model: m", 4.0, 0.5, None), record("b", 1, "proved", "model: m", 10.0, 2.0, None)]
    track = plain(await written(tmp_path / "run", two))
    assert (track.median_seconds, track.median_cost) == (7.0, 1.25)


async def test_tracks_are_never_counted_together(tmp_path: Path) -> None:
    figures = figures_of(await written(tmp_path / "run", RECORDS))
    assert [(track.name, track.statements, track.solved) for track in figures.tracks] == [
        ("answer filled", 1, 0),  # one of its two tries is over
        ("plain", 3, 2),
    ]


async def test_every_figure_can_be_computed_from_the_journal_alone(tmp_path: Path) -> None:
    path = tmp_path / "run"
    await session(path, lines(tmp_path / "s.jsonl", *"abcd"), Told({"b": ["proved"]}), samples=2)
    figures = figures_of(path)
    for name in ("proved", "proved-2", "certificates", "certificates-2", "problems", "lock"):
        entry = path / name
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    assert figures_of(path) == figures
    again = json.loads(render(figures, None, "json")[0])
    assert again["tracks"][0]["pass_at"]["1"]["value"] == 0.25
    assert again["tracks"][0]["solved"] == 1


async def test_ineq_comp_drops_from_seed_to_composed(tmp_path: Path) -> None:
    seeds = [Statement(f"s{n}", f"S{n}", None, "seed", group=f"s{n}") for n in (1, 2)]
    composed = [Statement(f"s{n}_1", f"C{n}", None, "amgm type1", group=f"s{n}") for n in (1, 2)]
    lonely = Statement("real1", "R", None, "real", group="elsewhere")
    all = [*seeds, *composed, lonely]
    solved = {"s1", "s2", "s1_1"}
    records = [
        record(s.id, sample, "proved" if s.id in solved else "not proved", "search", 1.0, 0.0, None)
        for s in all
        for sample in (1, 2)
    ]
    [drop] = plain(await written(tmp_path / "run", records, all)).drops
    assert (drop.category, drop.seeds_solved, drop.seeds) == ("amgm type1", 2, 2)
    assert (drop.composed_solved, drop.composed) == (1, 2)
    assert drop.points == 50.0


async def test_two_runs_are_compared_on_what_both_tried(tmp_path: Path) -> None:
    first = await written(tmp_path / "first", RECORDS)
    worse = [r if r.id != "b" else r.model_copy(update={"status": "not proved"}) for r in RECORDS]
    better = [r if r.id != "c" else r.model_copy(update={"status": "proved"}) for r in worse]
    changed = [s if s.id != "a" else replace(s, text="A, mended") for s in STATEMENTS]
    second = await written(tmp_path / "second", better, changed)
    comparison = compare(first, second)
    [pair] = comparison.pairs
    assert (pair.track, pair.both, pair.gained, pair.lost, pair.p) == ("plain", 2, ["c"], ["b"], 1.0)
    assert comparison.left_out == 2, "`a` has another text, and `filled` was not tried to the end"
    text, _ = render(figures_of(first), comparison, "md")
    assert "| newly solved |\n| --- |\n| c |" in text


async def test_markdown_has_its_pictures_beside_it_and_html_in_it(tmp_path: Path) -> None:
    figures = figures_of(await written(tmp_path / "run", RECORDS))
    text, pictures = render(figures, None, "md", beside=tmp_path / "report.md")
    assert "![Tries that succeeded within a time, of 6](report_plain_by_seconds.svg)" in text
    assert "report_plain_by_cost.svg" in pictures
    page, none = render(figures, None, "html")
    assert none == {}
    for picture in pictures.values():
        ElementTree.fromstring(picture)
        assert picture in page
    alone, none = render(figures, None, "md")
    assert none == {}
    assert "| 10 s | 2 |" in alone


def test_the_curve_steps_once_for_each_success() -> None:
    for values in ([], [0.0, 0.0], [3.0], [0.01, 5.0, 5.0, 2_000.0]):
        svg = ElementTree.fromstring(survival("t", "s", values, 5))
        [curve] = [path for path in svg.iter("{http://www.w3.org/2000/svg}path") if path.get("fill") == "none"]
        assert (curve.get("d") or "").count("V") == len(values)


def test_a_folder_that_is_no_run_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"there is no run\.json in it"):
        figures_of(tmp_path)
    (tmp_path / "run.json").write_text('{"schema": 99}')
    with pytest.raises(BadInput, match="schema 99; this version reads 1"):
        figures_of(tmp_path)
