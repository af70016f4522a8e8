"""Solved against seconds: two checkouts try the same statements, and the table counts what each has solved in time."""

from pathlib import Path

import pytest

from benchmarks.measure.beside import OURS
from benchmarks.measure.solved import IN_A_TURN, in_turns, solved_by, table
from benchmarks.suites.statement import Statement

SECONDS = 60.0


def trivial(id: str) -> Statement:
    return Statement(id, "theorem t : 1 + 1 = 2 := by\n  sorry\n", "t", "any")


def test_what_a_checkout_solves_is_told_with_its_seconds_and_a_false_statement_is_not_told(tmp_path: Path) -> None:
    false = Statement("false", "theorem t : 1 + 1 = 3 := by\n  sorry\n", "t", "any")
    before = {path.name for path in OURS.iterdir()}
    found = solved_by(OURS, [trivial("true"), false], SECONDS)
    assert found.keys() == {"true"}
    assert found["true"] > 0
    assert {path.name for path in OURS.iterdir()} == before


def checkout(folder: Path, solves: str) -> Path:
    """A stand-in for another version: it notes what it is asked, and solves the statements whose id begins so."""
    (folder / "architect").mkdir(parents=True)
    (folder / "architect" / "cli.py").write_text(
        "import json, pathlib, sys\n"
        "_, suite, *options, _, out = sys.argv[1:]\n"
        "out = pathlib.Path(out)\n"
        "out.mkdir()\n"
        "ids = [json.loads(line)['id'] for line in open(suite)]\n"
        f"tries = [dict(event='try', id=i, seconds=1.5, status='proved' if i.startswith({solves!r}) else 'broken')\n"
        "         for i in ids]\n"
        "(out / 'journal.jsonl').write_text(''.join(json.dumps(t) + '\\n' for t in [{'event': 'new'}, *tries]))\n"
        "with open('asked', 'a') as asked:\n"
        "    print(*ids, file=asked)\n"
        f"with open('../order', 'a') as order:\n    print({folder.name!r}, file=order)\n"
    )
    (folder / "architect" / "__init__.py").write_text("")
    return folder


def test_two_checkouts_try_the_same_statements_in_turns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = checkout(tmp_path / "one", "a"), checkout(tmp_path / "two", "b")
    statements = [trivial(f"{letter}{n}") for n in range(IN_A_TURN) for letter in "ab"]
    found = in_turns([one, two], statements, SECONDS)
    assert found[0] == {f"a{n}": 1.5 for n in range(IN_A_TURN)}
    assert found[1] == {f"b{n}": 1.5 for n in range(IN_A_TURN)}
    asked = (one / "asked").read_text()
    assert asked == (two / "asked").read_text()
    assert asked.split() == ["warm", *(statement.id for statement in statements)]
    assert (tmp_path / "order").read_text().split() == ["one", "two", "one", "two", "two", "one"]
    assert "16 of 16 tried, 8 and 8 solved" in capsys.readouterr().err


def test_the_table_counts_what_is_solved_within_a_time_and_names_what_only_one_solves() -> None:
    rows = list(table([{"a": 0.4, "b": 1.9}, {"b": 2.0, "c": 5.2}], 4, 5))
    assert rows == [
        "| of 4, within s | ours | the other |",
        "| --- | --- | --- |",
        "| 0.5 | 1 (25.0 %) | 0 (0.0 %) |",
        "| 1 | 1 (25.0 %) | 0 (0.0 %) |",
        "| 2 | 2 (50.0 %) | 1 (25.0 %) |",
        "| 5 | 2 (50.0 %) | 2 (50.0 %) |",
        "\nonly ours: a",
        "\nonly the other: c",
    ]


def test_without_another_checkout_there_is_one_column() -> None:
    assert list(table([{"a": 3.0}], 1, 2.5))[-1] == "| 2.5 | 1 (100.0 %) |"
