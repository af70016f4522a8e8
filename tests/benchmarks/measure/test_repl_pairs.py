"""Recorded pairs of a REPL through our adapter: what is read as it is meant, and that a difference is seen."""

from collections import Counter
from pathlib import Path

from benchmarks.measure.repl_pairs import measure, recorded_in

# Ours, in the form in which the REPL reads and prints; the second request has a line break that it joins.
ASKED = r"""
{"cmd": "theorem small : 2 ≤ 3 := by\n  decide", "allTactics": true}

{"cmd": "theorem open_end : 4 =
 4 := sorry", "env": 0}

{"cmd": "#eval nothing", "env": 1}

{"cmd": "#eval 1", "env": 77}

{"tactic": "rfl", "proofState": 1}
"""
ANSWERED = r"""
{"tactics":
 [{"usedConstants": [],
   "tactic": "decide",
   "proofState": 0,
   "pos": {"line": 2, "column": 2},
   "goals": "⊢ 2 ≤ 3",
   "endPos": {"line": 2, "column": 8}}],
 "env": 0}

{"sorries":
 [{"proofState": 1,
   "pos": {"line": 1, "column": 30},
   "goal": "⊢ 4 = 4",
   "endPos": {"line": 1, "column": 35}}],
 "messages":
 [{"severity": "warning",
   "pos": {"line": 1, "column": 8},
   "endPos": {"line": 1, "column": 16},
   "data": "declaration uses `sorry`"}],
 "env": 1}

{"messages":
 [{"severity": "error",
   "pos": {"line": 1, "column": 6},
   "endPos": {"line": 1, "column": 13},
   "data": "Unknown identifier `nothing`"}],
 "env": 2}

{"message": "Unknown environment."}

{"proofStatus": "Completed", "proofState": 2, "goals": []}
"""


async def measured(folder: Path, answered: str) -> tuple[Counter[str], list[str]]:
    (folder / "pairs.in").write_text(ASKED)
    (folder / "pairs.expected.out").write_text(answered)
    (folder / "alone.in").write_text(ASKED)
    return await measure(recorded_in(folder))


async def test_each_recorded_command_is_read_as_it_is_meant(tmp_path: Path) -> None:
    counts, wrong = await measured(tmp_path, ANSWERED)
    assert wrong == []
    assert sorted(counts.values()) == [1, 4]


async def test_an_answer_that_is_read_otherwise_than_it_stands_is_said(tmp_path: Path) -> None:
    # Two tactics that begin at one place: of the two goals one only can be told.
    again = ANSWERED.replace('"tactics":\n [', '"tactics":\n [' + TWIN, 1)
    counts, wrong = await measured(tmp_path, again)
    assert [line.partition(":")[0] for line in wrong] == ["pairs.in"]
    assert "'⊢ other'" in wrong[0]
    assert sorted(counts.values()) == [1, 1, 3]


TWIN = """{"tactic": "decide", "pos": {"line": 2, "column": 2}, "goals": "⊢ other",
   "endPos": {"line": 2, "column": 9}}, """
