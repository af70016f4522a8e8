"""Certified results, spoiled: a sample of what `python -m benchmarks.mutation` does by the hundred."""

import asyncio
import itertools
import random
from pathlib import Path

import pytest

from benchmarks.mutation.__main__ import ProvedFile, outcomes
from benchmarks.mutation.mutants import Mutant, mutants
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from tests.cheats.cases import cases
from tests.sampling import sampled, selected

SAMPLE = 40
Case = tuple[ProvedFile, Mutant]


def spoiled() -> list[Case]:
    """Mutants of the honest corpus, one of each kind, then a second of some."""
    found: dict[str, list[Case]] = {}
    for case in cases("honest"):
        if case.result is None and not case.inserted:
            result = ProvedFile(case.problem, case.target, case.text)
            for mutant in mutants(case.problem, case.target, case.text):
                found.setdefault(kind(mutant), []).append((result, mutant))
    choose = random.Random(1)
    shuffled = [choose.sample(found[kind], len(found[kind])) for kind in sorted(found)]
    in_turn = itertools.chain.from_iterable(itertools.zip_longest(*shuffled))
    return list(itertools.islice((case for case in in_turn if case is not None), SAMPLE))


def kind(mutant: Mutant) -> str:
    return mutant.kind if mutant.kind.startswith("replaced") else mutant.kind.partition(":")[0]


def named(case: Case) -> str:
    return case[1].kind


SPOILED = spoiled()


@pytest.fixture(scope="module")
def steps(request: pytest.FixtureRequest, toolchain: Toolchain) -> dict[Mutant, tuple[str, str]]:
    """What the gate says of all that were selected."""
    todo: list[Case] = selected(request, "spoiled")
    return {mutant: (step, reason) for _, mutant, step, reason in asyncio.run(outcomes(toolchain, todo))}


@pytest.mark.parametrize("spoiled", sampled(SPOILED, named, lambda case: case[1].kind.partition(":")[0]))
def test_no_spoiled_result_is_certified(steps: dict[Mutant, tuple[str, str]], spoiled: Case) -> None:
    _, mutant = spoiled
    step, reason = steps[mutant]
    assert step in ("compile", "kernel"), mutant.text
    assert not (mutant.restated and "rests on" in reason), (
        f"another statement passed for the official one: {mutant.text}"
    )


def test_the_sample_has_every_kind() -> None:
    kinds = {mutant.kind.partition(":")[0] for _, mutant in SPOILED}
    assert {
        "hypothesis dropped",
        "conclusion weakened",
        "constant changed",
        "name changed",
        "operator changed",
    } <= kinds
    assert "replaced by a cheat" in kinds
    assert len(SPOILED) == SAMPLE


def test_a_mutant_differs_from_its_result_in_one_place() -> None:
    text = "theorem t (n : Nat) (h : 0 < n) : n = 3 := by\n  sorry\n"
    problem = parse_problem(text, Path("P.lean"))
    [target] = problem.targets()
    made = {m.kind: m.text for m in mutants(problem, target, text.replace("sorry", "rfl"))}
    assert made["hypothesis dropped: (h : 0 < n)"] == "theorem t (n : Nat)  : n = 3 := by\n  rfl\n"
    assert made["constant changed: 3"] == "theorem t (n : Nat) (h : 0 < n) : n = 4 := by\n  rfl\n"
    assert made["operator changed, unproved: <"] == "theorem t (n : Nat) (h : 0 ≤ n) : n = 3 := by\n  sorry\n"
    assert made["replaced by a cheat: an axiom in its place"] == "axiom t (n : Nat) (h : 0 < n) : n = 3\n"
