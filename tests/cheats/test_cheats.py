"""Every cheat is refused at its step for its reason, on both ways to the gate; every honest proof passes."""

import asyncio
import os

import pytest

from prover.gate.certificate import Certificate, Refusal
from prover.gate.findings import findings
from prover.gate.screen import screen_auxiliary, screen_proof
from prover.lean.checker import Conditions
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.zygotes import keeping_zygotes
from prover.text.problem import parse_problem
from tests.cheats.cases import Case, cases
from tests.prover.gate.certifying import certified, compared
from tests.sampling import sampled, selected

ADDITIONS = Conditions(additions=True)
REFUSED, HONEST = cases("refused"), cases("honest")
Found = dict[str, Certificate | Refusal]
Answers = dict[tuple[str, str], Found]


async def judged(toolchain: Toolchain, case: Case) -> Found:
    """What the gate says, by each way that the case names; an honest one goes the way that its file describes."""
    found: Found = {}
    if case.prove or (case.kind == "honest" and case.result is None):
        found["prove"] = await certified(toolchain, case.problem, case.submission)
    if case.verify or case.result is not None:
        unfit = parse_problem(case.text, case.problem.path).unfit_header()
        found["verify"] = (
            Refusal("screen", unfit)
            if unfit
            else await compared(toolchain, case.problem, case.text, ADDITIONS, case.theorem)
        )
    return found


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest, toolchain: Toolchain) -> Answers:
    """The gate on all cases that were selected, as many at a time as there are cores."""
    todo: dict[tuple[str, str], Case] = {(case.kind, case.name): case for case in selected(request, "case")}

    async def everything() -> list[Found]:
        at_once = asyncio.Semaphore(os.cpu_count() or 1)

        async def one(case: Case) -> Found:
            async with at_once:
                return await judged(toolchain, case)

        async with keeping_zygotes():  # a judgement in a process of its own is a matter of other tests
            return await asyncio.gather(*map(one, todo.values()))

    return dict(zip(todo, asyncio.run(everything()), strict=True))


def named(case: Case) -> str:
    return case.name


def kind(case: Case) -> str:
    """What the case plays with: its first word."""
    return case.name.partition("_")[0]


def refused_at(case: Case) -> tuple[str, ...]:
    return tuple(said.get("step", "") for said in (case.prove, case.verify))


@pytest.mark.parametrize("case", sampled(REFUSED, named, lambda case: (kind(case), refused_at(case))))
def test_a_cheat_is_refused_at_its_step_for_its_reason(answers: Answers, case: Case) -> None:
    expected = {way: said for way, said in (("prove", case.prove), ("verify", case.verify)) if said}
    assert expected
    for way, said in expected.items():
        found = answers[case.kind, case.name][way]
        assert isinstance(found, Refusal), f"{case.why}: it was certified"
        assert found.step == said["step"]
        assert said["reason"] in found.reason
        assert "\n" not in found.reason


@pytest.mark.parametrize("case", sampled(HONEST, named, kind))
def test_an_honest_proof_is_certified(answers: Answers, case: Case) -> None:
    for found in answers[case.kind, case.name].values():
        assert isinstance(found, Certificate), f"{case.why}: {found}"
        assert found.theorem == case.theorem


@pytest.mark.parametrize("case", [*REFUSED, *HONEST], ids=named)
def test_a_finding_is_told_with_its_place_and_an_honest_file_has_none(case: Case) -> None:
    found = findings(case.text, case.original)
    assert case.finding == (found[0].reason if found and case.finding else "")
    assert case.finding or case.kind == "refused" or not found


@pytest.mark.parametrize("case", [c for c in [*REFUSED, *HONEST] if c.strict or c.kind == "honest"], ids=named)
def test_a_strict_reading_has_no_more_against_an_honest_file_unless_the_case_says_so(case: Case) -> None:
    found = [f.reason for f in findings(case.text, case.original, strict=True)]
    assert (case.strict or case.finding) == (found[0] if found else "")


@pytest.mark.parametrize("case", [c for c in REFUSED if c.prove.get("step") == "screen"], ids=named)
def test_what_the_screen_refuses_it_refuses_without_lean(case: Case) -> None:
    """So it is for what only another library has: `native_decide`, compiled code, macros."""
    ends = [case.original[hole.end :].partition("\n")[0] for hole in case.target.holes]
    said = [screen_proof(text, bool(end.strip())) for text, end in zip(case.fill, ends, strict=True)]
    objections = [o for o in (*said, screen_auxiliary(case.inserted)) if o is not None]
    assert case.prove["reason"] in objections[0].reason


def test_there_are_enough_of_both_and_each_says_why() -> None:
    assert len(REFUSED) >= 60
    assert len(HONEST) >= 60
    assert all(case.why and case.source for case in REFUSED)
    assert all(case.why for case in HONEST)
