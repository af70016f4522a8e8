"""Theorems that end where their proofs should begin: proved, judged as completed, and only where Lean ends them too."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from architect.run.asked import Assignment, Equipment
from architect.run.verify import Demands, verify
from architect.run.work import work
from prover.gate.certificate import Certificate
from prover.gate.completed import require_ended
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.completing import completed
from prover.text.problem import Problem, parse_problem
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.settings import resolve

OPEN = """/-- as a data set has it -/
theorem a (s : List Nat) : (s ++ []).length = s.length := -- so
theorem b (n : Nat) : let m := n; m + 0 = n
/-- of c -/
theorem c (n : Nat) : 0 + n = n := by
namespace N
theorem d : ∀ n : Nat, n = n
  | 0 => rfl
  | _ + 1 => rfl
theorem e (n : Nat) : n ≤ n
"""


def problem(text: str) -> Problem:
    return completed(parse_problem(text, Path("P.lean")))


async def test_each_is_proved_in_the_users_text_and_the_proof_holds_against_it(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    found, settings = problem(OPEN), resolve(None, {"planner.rounds": 0}).settings
    async with Pool(toolchain) as pool:
        report = await work(Assignment(found, found.targets()), nullcontext(Equipment(pool, settings)))
    assert [(result.theorem, result.proved) for result in report.results] == [(n, True) for n in ("a", "b", "c", "N.e")]
    assert report.warnings[0].startswith("P.lean:2:57: the proof of a (and of 3 more) is missing")
    original, result = tmp_path / "original.lean", tmp_path / "result.lean"
    original.write_text(OPEN)
    result.write_text(report.text)
    verified = await verify(toolchain, result, original, Demands())
    assert verified.status == "certified"
    assert "is missing: the file is read with `sorry` in its place" in verified.warnings[0].reason
    for judged in verified.judged:
        assert isinstance(judged.found, Certificate)
        assert judged.found.given_sha256 == sha256(OPEN)
        assert judged.found.official_sha256 == sha256(found.text)
        assert "as given" in judged.found.lines()[0]


async def test_a_result_that_leaves_the_proof_out_too_is_refused(toolchain: Toolchain, tmp_path: Path) -> None:
    original, result = tmp_path / "original.lean", tmp_path / "result.lean"
    for file in (original, result):
        file.write_text("theorem a : 1 = 1\n")
    assert (await verify(toolchain, result, original, Demands())).status == "not proved"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A command elsewhere, and a name here.
        (
            "variable (alias : Nat)\ntheorem a : alias =\nalias := rfl\n",
            "2:19: a seems to end here without a proof, but",
        ),
        # What follows is no part of the statement, and nothing that is known.
        (
            "theorem a : 1 = 1\nwhatever x : T\n",
            "1:17: Lean does not accept the file as it is: unexpected identifier; expected ':='",
        ),
        ("theorem a : (1 = 1 ∧\n", "2:0: Lean does not accept the file as it is: unexpected end of input"),
        ("theorem\ta : 1 = 1 := by\n", "1:7: Lean does not accept the file as it is: tabs are not allowed"),
        ("lemma a : 2 = 2 := by\n", "1:0: Lean does not accept the file as it is: unexpected identifier"),
    ],
)
async def test_nothing_is_added_where_lean_does_not_end_the_theorem(toolchain: Toolchain, text: str, said: str) -> None:
    found = problem(text)
    assert [each.name for each in found.bodiless] == ["a"]
    with pytest.raises(BadInput, match=rf"P\.lean:{said}"):
        await require_ended(toolchain, found)
