"""Runs listed and resumed whose journal is a claim: what is called proved has passed the gate, or is "as recorded"."""

import json
from pathlib import Path
from typing import Any

import pytest

from prover.words.digest import sha256
from tests.architect.commands.test_cli import EXAMPLE, architect

FALSE = "theorem f (a b : Nat) : a + 1 = b := sorry\n"
UNPROVABLE = "opaque c : Nat → Nat\n\ntheorem wrong : c 0 = 0 := by\n  sorry\n"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "architect" / "runs"


def begun(tmp_path: Path, text: str, *arguments: str) -> dict[str, Any]:
    (tmp_path / "t.lean").write_text(text)
    found: dict[str, Any] = json.loads(architect("prove", tmp_path / "t.lean", "--json", *arguments).stdout)
    return found


def forge(folder: Path, target: str, fill: str) -> None:
    """A journal that says this proves the theorem, with a certificate that looks like one."""
    text = (folder / "problem.lean").read_text()
    at = text.index("sorry")
    certificate = {
        "schema": 2, "theorem": target, "constant": target, "statement": text[:at].rstrip(), "type": "", "axioms": [],
        "official_sha256": sha256(text), "result_sha256": sha256(text.replace("sorry", fill)), "lean": "4.35.0",
        "toolchain": "embedded", "toolchain_key": "0" * 64, "checkers": {}, "seconds": 0.5,
    }  # fmt: skip
    settled = {
        "event": "settled", "time": 2.0, "target": target, "certificate": certificate, "fills": [[at, at + 5, fill]],
        "disproof": [], "attempts": [], "seconds": 1.0,
    }  # fmt: skip
    lines = [{"event": "journal", "time": 1.0, "schema": 1}, settled]
    (folder / "journal.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def listed(*arguments: str) -> dict[str, Any]:
    [row] = json.loads(architect("runs", "--json", *arguments).stdout)
    return dict(row)


@pytest.mark.parametrize(
    ("fill", "reason"),
    [
        ("sorry", "kernel: wrong rests on sorryAx"),
        pytest.param("trivial\n#eval 1", "screen: `#eval` at 2:0", marks=pytest.mark.long),
    ],
)
def test_a_forged_journal_is_refused_and_named_and_never_ends_with_0(tmp_path: Path, fill: str, reason: str) -> None:
    folder = Path(begun(tmp_path, UNPROVABLE, "--timeout", "0.1")["run"])
    forge(folder, "wrong", fill)
    run = architect("resume", folder.name, "--timeout", "2", "--rounds", "0")
    assert run.returncode == 1
    assert run.stdout.startswith("wrong: ")
    assert "proved in" not in run.stdout.replace("not proved in", "")
    assert f"refused by the gate: what the journal has as its proof: {reason}" in run.stdout
    found = json.loads(architect("resume", folder.name, "--timeout", "2", "--rounds", "0", "--json").stdout)
    assert found["theorems"][0]["refusals"][0].startswith(f"what the journal has as its proof: {reason}")
    assert found["text"] == UNPROVABLE


def test_a_listing_says_that_its_counts_are_as_recorded_and_has_the_gate_judge_them_when_asked(tmp_path: Path) -> None:
    folder = Path(begun(tmp_path, UNPROVABLE, "--timeout", "0.1")["run"])
    forge(folder, "wrong", "sorry")
    recorded, judged = listed(), listed("--recheck")
    assert (recorded["proved"], recorded["judged"]) == (1, "as recorded")
    assert (judged["proved"], judged["refused"], judged["judged"]) == (0, 1, "by the gate")
    assert architect("runs").stdout.splitlines()[1].split()[1:3] == ["1/1", "proved"]
    rechecked = architect("runs", "--recheck")
    assert "by the gate" in rechecked.stdout.splitlines()[0]
    assert " 1/1 refused " in rechecked.stdout
    assert (architect("runs").returncode, rechecked.returncode) == (0, 1)


def test_a_run_whose_lean_is_not_here_is_said_so_and_the_others_are_judged(tmp_path: Path, state: Path) -> None:
    begun(tmp_path, EXAMPLE)
    [folder] = state.iterdir()
    manifest = json.loads((folder / "run.json").read_text())
    (tmp_path / "lakefile.toml").write_text("")
    (state / "0-elsewhere").mkdir()
    for name in ("problem.lean", "journal.jsonl"):
        (state / "0-elsewhere" / name).write_bytes((folder / name).read_bytes())
    (state / "0-elsewhere" / "run.json").write_text(json.dumps({**manifest, "project": str(tmp_path)}))
    run = architect("runs", "--recheck", "--json")
    here, elsewhere = json.loads(run.stdout)
    assert (elsewhere["state"], elsewhere["proved"], elsewhere["theorems"]) == ("not judged", 0, 1)
    assert (here["state"], here["proved"]) == ("ended", 1)
    assert run.returncode == 3


def test_a_journal_with_nonsense_in_it_does_not_end_the_listing(tmp_path: Path) -> None:
    folder = Path(begun(tmp_path, UNPROVABLE, "--timeout", "0.1")["run"])
    (folder / "journal.jsonl").write_text(
        '{"event": "journal", "schema": 1}\n{"event": "settled", "target": ["wrong"]}\n'
    )
    row = listed()
    assert row["state"] == "damaged"
    assert "journal.jsonl:2: a settled event of ['wrong'] that makes no sense: settled.target: " in row["why"]


def test_a_theorem_that_was_disproved_is_not_counted_as_proved(tmp_path: Path) -> None:
    begun(tmp_path, FALSE + EXAMPLE)
    for row in (listed(), listed("--recheck")):
        assert (row["theorems"], row["proved"], row["disproved"], row["refused"]) == (2, 1, 1, 0)
        assert row["state"] == "ended"


@pytest.mark.long
def test_a_target_that_rests_on_open_lemmas_is_not_called_proved(tmp_path: Path) -> None:
    """The lemma says what cannot be shown, and the target follows from it."""
    nodes = [
        {"name": "l", "kind": "lemma", "lean": "theorem l (n : Nat) : c n = 0"},
        {"name": "wrong", "kind": "target", "uses": ["l"]},
    ]
    (tmp_path / "problem.lean").write_text(UNPROVABLE)
    (tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": nodes}))
    words = ("blueprint", "prove", tmp_path / "b.json", "--rounds", "0", "--timeout", "20", "-v")
    run = architect(*words)
    assert run.returncode == 1
    assert "wrong (target, proved from open lemmas, " in run.stdout
    assert "blueprint: 0 of 2 nodes proved" in run.stdout
    name = run.stdout.splitlines()[-1].split()[1]
    shown = architect("blueprint", "show", name)
    assert shown.stdout.startswith("wrong (target, proved from open lemmas)\n")
    assert "as the journal of" in shown.stderr
