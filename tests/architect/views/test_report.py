"""What a person is told at the end: proofs, counterexamples, and in a line each what they rest on and what failed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from architect.run.result import Report
from architect.views.report import as_json, as_text
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.outcome import Blame, Diagnosis, OutOfBudget, Unproved
from tests.architect.bench import Events
from tests.architect.run.test_work import proved

FILE = """inductive Colour where
  | red
  | green

theorem right (a b : Nat) : a + b + 0 = a + b := by
  sorry

theorem wrong (a b : Nat) (h : a ≤ b) : a = b := by
  sorry

theorem of_values (c : Colour) : c = .red := by
  sorry

theorem none_of_these : ¬ True := by
  sorry

opaque c : Nat

theorem unknown : c = 0 := by
  sorry
"""
SETTINGS = {"planner.rounds": 0, "prover.search_seconds": 0.0}
RIGHT = "theorem right (a b : Nat) : a + b + 0 = a + b := by"


@pytest.fixture
async def report(toolchain: Toolchain) -> Report:
    found, _ = await proved(toolchain, FILE, Events(), SETTINGS)
    return found


def parts(said: str, name: str) -> Sequence[str]:
    """What stands of a theorem, from its line to that of the next, without empty lines."""
    _, found = f"\n{said}".split(f"\n{name}: ")
    names = ("right", "wrong", "of_values", "none_of_these", "unknown")
    ends = [at for other in names if (at := found.find(f"\n{other}: ")) >= 0]
    return [line for line in found[: min(ends, default=len(found))].splitlines() if line]


def test_a_person_reads_proofs_counterexamples_and_a_line_of_each_certificate(report: Report) -> None:
    said = as_text(report)
    status, *proof, certificate = parts(said, "right")
    assert status.startswith("proved in ")
    assert (proof[0], "sorry" in "".join(proof)) == (RIGHT, False)
    assert certificate.startswith("certified, axioms: ")
    assert "; Lean 4.35.0 (embedded); found by portfolio: " in certificate
    _, values, certificate = parts(said, "wrong")
    assert values == "counterexample: a = 0, b = 1"
    assert certificate.startswith("its negation is certified, axioms: ")
    assert parts(said, "of_values")[1] == "counterexample: c = Colour.green"
    assert parts(said, "none_of_these")[1] == "it is false: Lean decides it"
    assert "architect_disproof" not in said
    _, tried, *goal = parts(said, "unknown")
    assert tried.startswith("  tried in vain: refutation: small cases, portfolio, laws: completion; ")
    assert tried.endswith(" checks; no small case refutes it (-v: all of it)")
    assert goal == []
    assert "none works" not in said

    verbose = as_text(report, verbose=True)
    assert {line.partition(":")[0] for line in parts(verbose, "right")} > {"  files", "  type", "  axioms", "  checked"}
    assert parts(verbose, "right")[-len(proof) :] == proof
    assert len([line for line in parts(verbose, "unknown") if line.endswith("none works")]) > 5
    for name in ("wrong", "none_of_these"):
        assert f"theorem _root_.architect_disproof : ¬ type_of% @_root_.{name} := by" in parts(verbose, name)

    why = Diagnosis(Blame.TOO_HARD, "it is hard\nin many words", ("h",))
    hard = replace(report, results=(replace(report.results[-1], outcome=Unproved(why, ("⊢ c = 0",))),))
    _, line, *goal = parts(as_text(hard), "unknown")
    assert line.endswith(" checks; TOO_HARD: it is hard (-v: all of it)")
    assert goal == ["  open goal:", "  ⊢ c = 0"]
    assert "  wanted: h\n  open goal:\n  ⊢ c = 0" in as_text(hard, verbose=True)
    late = replace(report.results[-1], outcome=OutOfBudget("seconds", 9, Diagnosis(Blame.UNKNOWN, "its time was over")))
    late_report = replace(report, results=(late,))
    _, line = parts(as_text(late_report), "unknown")
    assert line.endswith(" checks; the limit of 9 seconds was reached (-v: all of it)")
    assert (
        as_json(late_report, None)["theorems"][0]["diagnosis"]
        == "the limit of 9 seconds was reached\nits time was over"
    )

    [right, wrong, *_] = as_json(report, None)["theorems"]  # as ever
    assert right["certificate"]["axioms"] == []
    assert wrong["disproof"][0].startswith("intro h; ")
    assert "counterexample" not in wrong
