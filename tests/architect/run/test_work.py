"""Runs over several theorems: who gets a turn when, and what a failure at one of them leaves of the others."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from architect.blueprint.graph import Blueprint
from architect.campaign.campaign import Campaign
from architect.campaign.events import BlueprintDrawn
from architect.campaign.means import Means
from architect.campaign.seats import Seats
from architect.planning.scripted import ScriptedPlanner as Script
from architect.run.asked import Assignment, Equipment, Listener
from architect.run.events import CheapTried, DirectlyTried
from architect.run.falsified import with_values
from architect.run.result import Report
from architect.run.work import work
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.errors import LeanFailed
from prover.words.folders import cache_folder
from prover.words.outcome import Blame, Broken, Diagnosis
from prover.words.settings import resolve
from tests.architect.bench import Events, blueprint, lemma, place_of, target
from tests.architect.fakes import REFUSED, FakeWorkers, Sight
from tests.prover.gate.faults import FAULTS, lean_that

HARD = "theorem hard (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by\n  sorry\n\n"
AS_IT_IS = {"planner.rounds": 0}
EASY = "theorem easy (a b : Nat) : a + b + 0 = a + b := by\n  sorry\n\n"


class Kept(list[str]):
    """The texts that a run keeps on its way."""


async def proved(
    toolchain: Toolchain,
    text: str,
    events: Events,
    settings: Mapping[str, Any],
    kept: Kept | None = None,
    drawn: Blueprint | None = None,
) -> tuple[Report, Sequence[str]]:
    """A report, and what was told on the way; the user may have ``drawn`` a blueprint."""
    problem = parse_problem(text, Path("P.lean"))
    told: list[str] = []
    keep = (kept if kept is not None else Kept()).append
    asked = Assignment(problem, tuple(problem.targets()), blueprint=drawn)
    listener = Listener(tell=told.append, keep=keep)
    async with Pool(toolchain) as pool:
        with suppress(LeanFailed):  # it is there before any time runs
            await pool.read("", "")
        equipment = nullcontext(Equipment(pool, resolve(None, settings).settings))
        return await work(asked, equipment, nullcontext(events), tuple(events), listener), told


def opened() -> list[Path]:
    """The files that this process has open."""
    return [file.resolve() for file in Path("/proc/self/fd").iterdir()]


async def test_a_theorem_may_use_those_that_the_cheap_methods_proved_before_it(toolchain: Toolchain) -> None:
    text = "def P (n : Nat) : Prop := n = n\ntheorem a (n : Nat) : P n := by sorry\n"
    text += "theorem b (h : (∀ n, P n) → 1 = 2) : 1 = 2 := h sorry\n"
    report, _ = await proved(toolchain, text, Events(), AS_IT_IS)
    assert report.proved


@pytest.mark.parametrize(
    ("manifest", "indexed", "warnings"),
    [("{}", 2, []), ("[]", 0, ["warning: nothing is searched but the file itself"])],
)
async def test_a_project_that_cannot_be_searched_is_said_and_its_theorems_are_tried_all_the_same(
    toolchain: Toolchain, tmp_path: Path, manifest: str, indexed: int, warnings: list[str]
) -> None:
    (tmp_path / "lake-manifest.json").write_text(manifest)
    lean = replace(toolchain, project=tmp_path, variables={**toolchain.variables, "LEAN_SYSROOT": str(tmp_path)})
    report, told = await proved(lean, EASY, Events(), AS_IT_IS)
    assert report.proved
    assert [
        line.partition(":")[0] + ":" + line.split(":")[1] for line in told if line.startswith("warning")
    ] == warnings
    kept = list(cache_folder().glob("declarations-*.sqlite"))
    assert len(kept) == indexed
    assert not {*kept} & {*opened()}  # the index is closed with the run


async def test_the_cheap_methods_come_first_at_every_theorem_and_are_not_tried_again(toolchain: Toolchain) -> None:
    open_ = "opaque c : Nat\n\ntheorem wrong : c = 0 := by\n  sorry\n\n"
    settings = AS_IT_IS | {"prover.search_seconds": 0.0}
    first, told = await proved(toolchain, open_ + EASY, events := Events(), settings)
    assert told[1:] == ["trying wrong", "trying easy", "searching for a proof of wrong"]
    assert [result.proved for result in first.results] == [False, True]
    [cheap] = events.of(CheapTried)
    assert cheap.over
    again, told = await proved(toolchain, open_ + EASY, events, settings)
    assert told[1:] == ["judging what the journal has as proved", "searching for a proof of wrong"]
    once, resumed = ([attempt.method for attempt in report.results[0].attempts] for report in (first, again))
    assert sorted(once) == sorted(resumed)  # some are at work at the same time
    assert once[: len(cheap.attempts)] == [attempt.method for attempt in cheap.attempts]
    assert not any(method.startswith("portfolio") for method in once[len(cheap.attempts) :])


async def test_what_is_proved_is_kept_at_once(toolchain: Toolchain) -> None:
    kept = Kept()
    report, _ = await proved(toolchain, EASY + EASY.replace("easy", "too"), Events(), AS_IT_IS, kept)
    assert len(kept) == 2
    assert kept[0].count("sorry") == 1
    assert kept[-1] == report.text


@pytest.mark.parametrize("fault", ["crashes", pytest.param("prints garbage", marks=pytest.mark.long)])
async def test_a_lean_that_fails_at_one_theorem_is_that_theorems_result(
    toolchain: Toolchain, tmp_path: Path, fault: str
) -> None:
    """It fails at the file that a gate compares with where a disproof of `wrong` is judged: its own negation."""
    does, _ = FAULTS[fault]
    text = EASY + "theorem wrong (n : Nat) : n + 1 = n := by\n  sorry\n\n" + EASY.replace("easy", "last")
    failing = lean_that(toolchain, does, "architect_disproof", tmp_path)
    report, _ = await proved(failing, text, Events(), AS_IT_IS)
    easy, wrong, last = report.results
    assert (easy.proved, last.proved) == (True, True)
    assert isinstance(wrong.outcome, Broken)
    assert report.broken
    assert report.text.count("sorry") == 1


async def test_by_which_values_it_is_false_is_known_though_no_time_is_left(toolchain: Toolchain) -> None:
    wrong = "theorem wrong (a b : Nat) : a + b = a := by\n  sorry\n"
    report, _ = await proved(toolchain, wrong, Events(), AS_IT_IS)
    [found] = report.results
    assert found.counterexample == {"a": "0", "b": "1"}
    asked = Assignment(report.problem, tuple(report.problem.targets()))
    async with Pool(toolchain) as pool:
        assert await with_values(pool, asked, replace(found, counterexample={}), left=0.0) == found


async def test_beside_the_users_blueprint_every_method_is_tried_at_the_theorem_as_it_is(toolchain: Toolchain) -> None:
    laws = "(mul : G → G → G) (e : G) (inv : G → G) (assoc : ∀ a b c, mul (mul a b) c = mul a (mul b c))"
    text = f"opaque c : Nat\n\ntheorem t (G : Type) {laws} (one : ∀ a, mul e a = a) (left : ∀ a, mul (inv a) a = e)\n"
    drawn = blueprint(lemma("hopeless", ": c = 0"), target("hopeless"))
    text += "    : ∀ a, inv (inv a) = a := by\n  sorry\n"
    report, _ = await proved(toolchain, text, Events(), {"limits.seconds": 100.0}, drawn=drawn)
    assert report.proved
    certificate = report.results[0].certificate
    assert certificate is not None
    assert certificate.origin is not None
    assert "laws: completion" in certificate.origin.methods


async def test_with_no_rounds_a_run_goes_on_without_planning_whatever_came_of_it_before(toolchain: Toolchain) -> None:
    before = DirectlyTried(diagnosis=Diagnosis(Blame.UNKNOWN, "no"), attempts=())
    events = Events([before.model_copy(update={"target": "hard"})])
    report, told = await proved(toolchain, HARD, events, AS_IT_IS | {"limits.seconds": 3.0})
    assert told[1:] == ["searching for a proof of hard"]
    assert (report.planned, events.of(BlueprintDrawn)) == ({}, [])


async def test_a_whole_that_the_gate_refuses_is_in_the_ending_and_its_target_is_not_called_proved() -> None:
    async def proves(sight: Sight) -> Any:
        return sight.proved()

    workers = FakeWorkers(proves, judge=lambda _: REFUSED)
    planner = Script([blueprint(target())])
    means = Means(workers, planner, Seats(1), Budget(Limits()), rounds=0)
    campaign = Campaign(place_of("theorem t : True := by\n  sorry\n"), means, Events())
    ending = await campaign.run()
    assert ending.word == "out of rounds"
    assert ending.reason == "the gate refuses the whole: kernel: no; not proved within 0 refinements"
    assert campaign.refusals == ["kernel: no"]
    assert campaign.states["t"].status == "stuck"
