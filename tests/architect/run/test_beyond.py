"""What a proof names that plain Lean does not have is said, in the report and in its object."""

from pathlib import Path

import pytest

from architect.run.beyond import beyond_lean_in
from architect.run.result import Result
from architect.views.report import as_json, as_text
from prover.lean.toolchains.embedded import beyond_lean
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.outcome import Disproved, Proved
from tests.architect.bench import Events
from tests.architect.run.test_claims import forged, proved_by
from tests.embedded.signatures import read_extract


def test_what_is_beyond_lean_is_marked_in_the_library_and_none_of_it_is_in_lean() -> None:
    assert {"Nat.even_add", "Nat.two_mul_ne_two_mul_add_one", "not_and_or"} <= beyond_lean()
    leans = {name for name, signature in read_extract().items() if signature.of_lean}
    assert beyond_lean().isdisjoint(leans)


@pytest.mark.parametrize(
    ("before", "fill", "found"),
    [
        ("", "rw [Nat.even_add, Nat.add_comm]", ("Nat.even_add",)),
        ("", "rw [_root_.Nat.even_add]", ("Nat.even_add",)),
        ("", "rw [even_add]", ()),
        ("open List Nat\n", "rw [even_add]", ("Nat.even_add",)),
        ("namespace Nat\n", "rw [even_add]", ("Nat.even_add",)),
        ("", "open Nat in rw [even_add]", ("Nat.even_add",)),
        ("", "rw [Nat.even_add_two] -- Nat.even_add", ()),
    ],
)
def test_names_count_as_they_are_written_where_they_stand(before: str, fill: str, found: tuple[str, ...]) -> None:
    text = f"{before}theorem t (n : Nat) : n = n := by\n  sorry\n"
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets()
    [hole] = target.holes
    assert beyond_lean_in(Result("t", Proved((fill,)), None, {hole: fill}), text) == found
    assert beyond_lean_in(Result("t", Disproved((fill,))), text) == found


async def test_a_report_says_in_one_line_what_a_proof_needs_beyond_lean(toolchain: Toolchain) -> None:
    text = "theorem a (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := by\n  sorry\n\ntheorem b (n : Nat) : n = n := by\n  sorry\n"
    problem = parse_problem(text, Path("P.lean"))
    events = Events([forged(problem, "a", "exact not_and_or"), forged(problem, "b", "rfl")])
    report = await proved_by(toolchain, problem, events)
    assert [theorem["beyond_lean"] for theorem in as_json(report, None)["theorems"]] == [["not_and_or"], []]
    assert as_text(report).count("plain Lean does not have not_and_or: ") == 1
    assert as_text(report).count("plain Lean") == 1
