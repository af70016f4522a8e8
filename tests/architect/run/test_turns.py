"""Whose turn it is: easy ones first, and what failed again once something is proved that stands before it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from architect.run.result import Result
from architect.run.target import Stage
from architect.run.turns import LEAST_TURN, NOT_TRIED, Turns
from prover.gate.certificate import Certificate
from prover.gate.provable import Provable
from prover.llm.roles import Models
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.outcome import Blame, Diagnosis, OutOfBudget, Proved, Unproved

THREE = parse_problem("".join(f"theorem {name} : 1 = 1 := by\n  sorry\n\n" for name in "abc"), Path("P.lean"))
CERTIFICATE = Certificate(
    theorem="t", constant="t", statement="", type="", axioms=(), official_sha256="", result_sha256="", lean="4",
    toolchain="embedded", toolchain_key="", checkers={}, seconds=0.0,
)  # fmt: skip
WHY = Diagnosis(Blame.UNKNOWN, "no")
HARD, SHORT = Unproved(WHY), OutOfBudget("seconds", 1.0, WHY)


def turns_of(
    proved_in: Mapping[str, int], short: Collection[str] = (), *, quick: bool = False, after: Mapping[str, str] = {}
) -> list[tuple[str, Stage]]:
    """Who is tried how far, where a theorem is proved in the turn that is named, and those ``short`` want time."""
    leans_on = {name: (other,) for name, other in after.items()}
    there = Provable(THREE, THREE.targets(), leans_on, {})
    turns, seen = Turns(there, Budget(Limits(seconds=1_000_000.0)), Models(), quick), list[tuple[str, Stage]]()
    for target, stage, _ in turns:
        seen.append((target.name, stage))
        failed = Result(target.name, SHORT if target.name in short else HARD)
        proved = replace(failed, outcome=Proved(("rfl",)), certificate=CERTIFICATE)
        found = sum(name == target.name for name, _ in seen) == proved_in.get(target.name)
        turns.add(proved if found else failed, planned=False)
    return seen


def test_what_failed_is_tried_again_once_something_before_it_is_proved_and_only_then() -> None:
    cheap = [(name, Stage.CHEAP) for name in "abc"]
    full = [(name, Stage.FULL) for name in "abc"]
    assert turns_of({}) == cheap + full
    assert turns_of({"c": 2}) == cheap + full
    assert turns_of({"a": 3}, short="a") == [*cheap, *full, *full]
    assert turns_of({"b": 3}, short="b") == [*cheap, *full, full[1], full[2]]


def test_a_quick_run_tries_the_cheap_methods_alone_also_at_what_waited_for_a_proof() -> None:
    cheap = [(name, Stage.CHEAP) for name in "abc"]
    assert turns_of({}, quick=True) == cheap
    assert turns_of({"b": 1}, quick=True, after={"a": "b"}) == [*cheap[1:], cheap[0]]
    assert turns_of({}, quick=True, after={"a": "b"}) == cheap[1:]


def test_of_many_under_a_short_budget_each_has_a_share_in_which_something_can_end_as_long_as_there_is_one() -> None:
    problem = parse_problem("".join(f"theorem t{i} : 1 = 1 := sorry\n" for i in range(60)), Path("P.lean"))
    there = Provable(problem, problem.targets(), {}, {})
    turns = Turns(there, Budget(Limits(seconds=20.0)), Models(), quick=True)
    for target, _, share in turns:
        assert share.left("seconds") > LEAST_TURN / 2
        turns.add(Result(target.name, HARD), planned=False)
        if target.name == "t9":
            turns.budget = Budget(Limits(seconds=1e-9))  # the time is over
    tried = [isinstance(turns.results[target.name].outcome, Unproved) for target in there.targets]
    assert tried == [True] * 10 + [False] * 50
    assert turns.results["t10"].outcome == OutOfBudget("seconds", 1e-9, Diagnosis(Blame.UNKNOWN, NOT_TRIED))
