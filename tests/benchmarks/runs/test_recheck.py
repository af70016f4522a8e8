"""A run's folder as a claim: what was edited or forged in it is refused and named, and a report says what it is."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.runs.reading import read_run
from benchmarks.runs.recheck import recheck
from prover.words.errors import BadInput, LeanFailed
from tests.architect.commands.test_cli import architect
from tests.benchmarks.runs.runs import NOWHERE, Told, lines, session
from tests.benchmarks.runs.test_runner import EASY, ROOT, bench

FALSE = "theorem f (R : Nat → Nat → Prop) : R 0 0 := by\n  sorry\n"
PROOF = EASY[0]


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two statements proved, and one not."""
    folder = tmp_path_factory.mktemp("bench")
    (folder / "suite").mkdir()
    for name in EASY:
        shutil.copy(ROOT / "benchmarks" / "suites" / "data" / "embedded" / f"{name}.lean", folder / "suite")
    (folder / "suite" / "open.lean").write_text(FALSE)
    run = bench(folder / "suite", "--out", folder / "run", "--timeout", "10")
    assert "2 solved," in run.stdout, run
    return folder / "run"


@pytest.fixture
def run(honest: Path, tmp_path: Path) -> Path:
    """A copy of it, to be tampered with."""
    return Path(shutil.copytree(honest, tmp_path / "run"))


def test_a_report_says_as_recorded_and_rechecked_that_all_hold(run: Path) -> None:
    recorded, judged = bench("report", run), bench("report", run, "--recheck")
    assert "| proofs | as recorded (with --recheck the gate judges them again) |" in recorded.stdout
    assert judged.returncode == 0
    assert "| proofs | judged again by the gate: 2 of 2 hold; disproofs as recorded |" in judged.stdout
    assert json.loads(bench("report", run, "--format", "json").stdout)["proofs"] == "as recorded"


def edit_the_proof(run: Path) -> None:
    (run / "proved" / f"{PROOF}.lean").write_bytes((run / "problems" / f"{PROOF}.lean").read_bytes())


def edit_a_comment_of_the_proof(run: Path) -> None:
    with (run / "proved" / f"{PROOF}.lean").open("a") as file:
        file.write("-- a word\n")


def take_the_proof_away(run: Path) -> None:
    (run / "proved" / f"{PROOF}.lean").unlink()


def edit_the_statement(run: Path) -> None:
    for folder in ("problems", "proved"):
        (run / folder / f"{PROOF}.lean").write_text("theorem t : True := by\n  sorry\n")


def edit_the_certificate(run: Path) -> None:
    path = run / "certificates" / f"{PROOF}.json"
    found = json.loads(path.read_text())
    found["theorems"][0]["axioms"] = ["nothing"]
    path.write_text(json.dumps(found))


def damage_the_certificate(run: Path) -> None:
    (run / "certificates" / f"{PROOF}.json").write_text('{"theorems": 3}')


def link_the_proof_elsewhere(run: Path) -> None:
    path = run / "proved" / f"{PROOF}.lean"
    path.symlink_to(path.rename(run.parent / "elsewhere.lean"))


def forge_a_record(run: Path) -> None:
    line = {"event": "try", "id": "open", "sample": 1, "status": "proved", "seconds": 1.0, "method": "by magic"}
    with (run / "journal.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")


@pytest.mark.parametrize(
    ("tamper", "id", "why"),
    [
        (edit_the_proof, PROOF, "rests on sorryAx"),
        pytest.param(
            edit_a_comment_of_the_proof, PROOF, "it says something else than the gate does", marks=pytest.mark.long
        ),
        pytest.param(take_the_proof_away, PROOF, f"proved/{PROOF}.lean: no such file", marks=pytest.mark.long),
        pytest.param(
            edit_the_statement, PROOF, "it is not the statement that the run began with", marks=pytest.mark.long
        ),
        pytest.param(edit_the_certificate, PROOF, "it says something else than the gate does", marks=pytest.mark.long),
        pytest.param(damage_the_certificate, PROOF, "not a record of certificates", marks=pytest.mark.long),
        (link_the_proof_elsewhere, PROOF, "and is not followed"),
        (forge_a_record, "open", "proved/open.lean: no such file"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_was_tampered_with_is_refused_and_named(
    run: Path, tamper: Callable[[Path], None], id: str, why: str
) -> None:
    tamper(run)
    report = bench("report", run, "--recheck", "--format", "json")
    assert report.returncode == 1
    found = json.loads(report.stdout)
    [refused] = found["rechecked"]["refused"]
    assert refused["id"] == id
    assert why in refused["reason"]
    assert found["tracks"][0]["solved"] == (2 if tamper is forge_a_record else 1)
    assert f"| {id} | 1 | " in bench("report", run, "--recheck").stdout


async def test_statements_that_are_not_those_the_run_began_with_are_refused_in_one_line(tmp_path: Path) -> None:
    out = tmp_path / "run"
    await session(out, lines(tmp_path / "s.jsonl", "a", "b"), Told({"a": ["proved"]}))
    first, _ = (out / "statements.jsonl").read_text().splitlines(keepends=True)
    (out / "statements.jsonl").write_text(first)
    with pytest.raises(BadInput, match=r"statements\.jsonl: these are not the statements that the run began with$"):
        await recheck(NOWHERE, read_run(out))


async def test_a_lean_that_breaks_while_proofs_are_judged_is_its_own_exception(tmp_path: Path) -> None:
    """And not one of a group, though several are judged at once."""
    out = tmp_path / "run"
    await session(out, lines(tmp_path / "s.jsonl", "a", "b"), Told({"a": ["proved"], "b": ["proved"]}))
    with pytest.raises(LeanFailed):
        await recheck(replace(NOWHERE, program=("/nonexistent/lean",)), read_run(out))


def test_verify_takes_what_is_there_and_counts_the_rest_as_unsolved(run: Path) -> None:
    (run / "problems" / "answer.lean").write_text("def answer : Nat := sorry\n")  # nothing that verify could take
    found = architect("verify", run / "proved", "--against", run / "problems")
    assert found.returncode == 1
    assert found.stdout.splitlines()[-1] == "4 files: 2 certified, 2 not proved, 0 bad input, 0 failed"
    for proof in (run / "proved").iterdir():
        proof.unlink()
    none = architect("verify", run / "proved", "--against", run / "problems")
    assert none.stdout.splitlines()[-1] == "4 files: 0 certified, 4 not proved, 0 bad input, 0 failed"


def test_a_session_says_which_of_its_figures_are_of_before(run: Path, honest: Path) -> None:
    again = bench(honest.parent / "suite", "--out", run, "--timeout", "10")
    assert "2 solved (2 of them before, as recorded)" in again.stdout
