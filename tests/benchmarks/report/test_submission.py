"""A run of PutnamBench as an entry of its leaderboard: what the gate stands by, in the form of the entries there."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from architect.cli import main
from benchmarks.report.figures import Figures, figures_of
from benchmarks.report.submission import Entrant, as_results, entry, solved_in, unchecked_answers
from benchmarks.runs.recheck import Rechecked, RefusedTry
from benchmarks.suites.statement import ANSWER_FILLED
from prover.words.budget import Spent
from prover.words.errors import BadInput
from tests.benchmarks.runs.runs import Told, lines, session

ME = Entrant("Me", "https://example.org/paper", "FULL", 7.0)
NAMES = ("putnam_1962_a1", "putnam_1962_b2", "putnam_2025_b6", "odd_name")
# One of the entries that stand there: its keys in their order, and the kinds of their values.
THERE = json.loads(
    '{"Leanstral 1.5": {"link": "https://mistral.ai/news/leanstral-1-5/", "open-data": "FULL", "num-solved": '
    '{"lean-wsolution": 588}, "size": 6, "condensed-compute-budget": "4m tokens per problem", '
    '"note": "1962 A1, 1962 A2"}}'
)


@pytest.fixture
async def figures(tmp_path: Path) -> Figures:
    """A run in which four are recorded as proved, of which the gate refuses one now, and one has come since."""
    told = Told({name: ["proved"] for name in NAMES}, cost=0.5)
    run = tmp_path / "run"
    await session(run, lines(tmp_path / "suite.jsonl", *NAMES), told)
    held = {f"proved/{name}.lean": "" for name in (NAMES[0], NAMES[2])}
    whole = figures_of(run, Rechecked(held, (RefusedTry(NAMES[1], 1, "t: kernel: no"),)))
    asked = whole.about.asked.model_copy(update={"suite": "putnambench"})
    return replace(whole, about=whole.about.model_copy(update={"asked": asked}))


def test_an_entry_has_the_form_of_those_that_are_there(figures: Figures) -> None:
    [(name, found)] = json.loads(as_results("Me", entry(figures, ME))).items()
    [there] = THERE.values()
    assert name == "Me"
    assert [(key, type(each)) for key, each in found.items()] == [(key, type(each)) for key, each in there.items()]
    assert found["num-solved"] == {"lean-wsolution": 2}
    assert (found["link"], found["open-data"], found["size"]) == ("https://example.org/paper", "FULL", 7)


def test_a_proof_that_was_recorded_after_the_judgement_is_none(figures: Figures) -> None:
    [late] = [result for result in figures.results if result.id == NAMES[3]]
    assert (late.state, late.reason) == ("not proved", "it was recorded when the gate had judged the others")


def test_it_names_the_problems_that_the_gate_stands_by_and_what_all_tries_took(figures: Figures) -> None:
    found = entry(figures, ME)
    assert found.note.endswith("4 of 672 tried. Problems: 1962 A1, 2025 B6")
    assert found.note.startswith("no model, commit: 3c9b926, version: ")
    assert found.budget == "pass@1, Avg. 1 s / problem"
    tracks = [replace(track, spent=Spent(calls=4, tokens_in=4000)) for track in figures.tracks]
    unpriced = [replace(result, cost=None) for result in figures.results]
    assert entry(replace(figures, tracks=tracks), ME).budget == "pass@1, Avg. $0.50 total cost / problem"
    assert entry(replace(figures, tracks=tracks, results=unpriced), ME).budget == "pass@1, Avg. 1,000 tokens / problem"


def test_answers_of_a_model_are_another_column_and_are_named(figures: Figures) -> None:
    about = figures.about.model_copy(update={"asked": figures.about.asked.model_copy(update={"fill_answers": True})})
    filled = [replace(result, track=ANSWER_FILLED) for result in figures.results[:1]]
    found = replace(figures, about=about, results=[*filled, *figures.results[1:]])
    assert entry(found, ME).num_solved == {"lean-nosolution": 2}
    assert unchecked_answers(found) == ["1962 A1"]


def test_a_run_of_another_suite_and_one_that_nobody_judged_are_no_submissions(figures: Figures, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="only one of putnambench can be submitted"):
        solved_in(figures_of(tmp_path / "run", Rechecked({}, ())))
    with pytest.raises(BadInput, match="nothing is submitted that the gate has not judged again"):
        solved_in(replace(figures, rechecked=None))


@pytest.mark.long
def test_a_real_run_is_judged_again_and_its_proofs_lie_beside_the_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "putnambench").mkdir()
    statement = "/-- doc -/\ntheorem putnam_1962_a1 : 1 + 1 = 2 := sorry\n"
    (tmp_path / "putnambench" / "putnam_1962_a1.lean").write_text(statement)
    run, out = str(tmp_path / "run"), tmp_path / "entry"
    assert main(["bench", "putnambench", "--data", str(tmp_path), "--timeout", "2", "--out", run]) == 0
    words = ["bench", "submission", run, "--name", "Me", "--link", "https://example.org", "--out", str(out)]
    assert main(words) == 0
    assert json.loads((out / "results.json").read_text())["Me"]["num-solved"] == {"lean-wsolution": 1}
    assert [path.name for path in (out / "proofs").iterdir()] == ["putnam_1962_a1.lean"]
    assert "sorry" not in (out / "proofs" / "putnam_1962_a1.lean").read_text()
    assert "1 proved; proofs go to the authors by mail" in capsys.readouterr().out
    assert main(words) == 2
    assert "it is there already" in capsys.readouterr().err
