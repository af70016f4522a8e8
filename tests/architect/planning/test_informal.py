"""Informal proofs: who is asked what, how they are graded, what is paid for them, and which one a planner hears."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from architect.planning.by_model import ModelPlanner, PlanningModels, file_of
from architect.planning.informal import (
    ENOUGH,
    SHARE,
    UNREADABLE,
    Informal,
    InformalProof,
    InformalProofs,
    Seeded,
    chosen_of,
    grade_in,
)
from architect.planning.planner import Situation
from architect.planning.scripted import ScriptedPlanner
from prover.llm.cassette import Replayer, recording
from prover.llm.fenced import fenced
from prover.llm.model import Assistant, Card, Model, Reply, Request
from prover.llm.roles import InRole
from prover.llm.scripted import Scripted
from prover.words.budget import Budget, Limits, Spent
from prover.words.errors import ModelRefused
from prover.words.templates import Prompts
from tests.architect.bench import blueprint, place_of, target

PLACE = place_of("theorem t (n : Nat) : n = n := by\n  sorry\n")
TEXTS = {1: "It is so.", 2: "By reflexivity.", 3: "By induction."}
GRADES = {1: 3, 2: 9, 3: 8}
CARD = Card("pen", reply_tokens=1_000)


def number_of(request: Request) -> int:
    """Which of them is asked for, or is to be graded."""
    [said] = request.messages
    text = said.text
    if text.startswith("Grade"):
        return next(number for number, proof in TEXTS.items() if proof in text)
    return next((number for number in (3, 2) if f"number {number} of several" in text), 1)


def is_grading(request: Request) -> bool:
    return "GRADE: " in request.messages[0].text


@dataclass
class Pen:
    """A model that writes what ``TEXTS`` has and grades as ``GRADES`` has it; ``first`` may be done before a reply."""

    grades: Mapping[int, int] = field(default_factory=lambda: GRADES)
    first: Callable[[Request], object] = lambda _: None
    card: Card = CARD
    requests: list[Request] = field(default_factory=list)

    async def reply(self, request: Request) -> Reply:
        self.requests.append(request)
        done = self.first(request)
        if asyncio.iscoroutine(done):
            await done
        number = number_of(request)
        said = f"Fine.\n\nGRADE: {self.grades[number]}" if is_grading(request) else TEXTS[number]
        return Reply(Assistant(said), spent=Spent(1, 0, 100, 0, 50))

    @property
    def asked(self) -> list[str]:
        return sorted(request.messages[0].text for request in self.requests)


@dataclass
class Desk:
    """Where informal proofs are kept, and what is told of them."""

    kept: list[InformalProofs] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    async def keep(self, found: InformalProofs) -> None:
        self.kept.append(found)

    def informal(self, model: Model, count: int = 2) -> Informal:
        return Informal(PLACE, model, Prompts(), count, self.keep, self.told.append)


def graded(*grades: int) -> InformalProofs:
    return chosen_of(tuple(InformalProof("", grade) for grade in grades))


def test_the_first_of_the_best_is_used_and_none_that_is_not_good_enough() -> None:
    assert graded(3, 9, 9, 8).chosen == 1
    assert graded(ENOUGH).chosen == 0
    assert graded(ENOUGH - 1, 0).chosen is None
    assert graded().best == ""


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ("It is sound.\n\nGRADE: 9", 9),
        ("**GRADE: 10/10**\n", 10),
        ("grade = 0", 0),
        ("GRADE: 11", None),
        ("GRADE: -3", None),
        ("GRADE: 8.5", None),
        ("GRADE: 9\nIf one believes it.", None),
        ("GRADE: 9 or GRADE: 2", None),
        ("It is sound.", None),
        ("", None),
    ],
)
def test_a_grade_is_a_number_from_0_to_10_in_the_last_line_and_anything_else_is_none(
    said: str, grade: int | None
) -> None:
    assert grade_in(Reply(Assistant(said))) == grade
    assert grade_in(Reply(Assistant(said), truncated=True)) is None


async def test_each_is_written_and_graded_in_a_context_of_its_own_that_has_the_statement_and_no_other() -> None:
    pen, desk = Pen(), Desk()
    assert await desk.informal(pen).asked(Budget(Limits())) == TEXTS[2]
    given = {"name": "t", "file": file_of(PLACE)}
    route = Prompts().render("informal_route", number="2")
    assert pen.asked == sorted(
        [
            *(Prompts().render("informal_write", **given, route=each) for each in ("", route)),
            *(Prompts().render("informal_grade", **given, proof=fenced("", TEXTS[n])) for n in (1, 2)),
        ]
    )
    assert desk.kept == [InformalProofs((InformalProof(TEXTS[1], 3), InformalProof(TEXTS[2], 9)), 1)]
    assert desk.told == ["t: informal proofs graded 3, 9 of 10: number 2 is used"]


async def test_what_is_asked_and_chosen_does_not_depend_on_who_ends_first() -> None:
    others = asyncio.Event()

    async def late(request: Request) -> None:
        if number_of(request) == 1:
            await others.wait()
        elif is_grading(request):
            others.set()

    slow, quick, found = Pen(first=late), Pen(), list[InformalProofs]()
    for pen in (slow, quick):
        desk = Desk()
        await desk.informal(pen).asked(Budget(Limits(turns=40, tokens=100_000)))
        found += desk.kept
    assert slow.asked == quick.asked
    assert found[0] == found[1]


async def test_a_grade_that_cannot_be_read_is_the_lowest_and_that_is_said() -> None:
    def answer(request: Request) -> Assistant:
        return Assistant("Quite good, I think." if is_grading(request) else TEXTS[2])

    desk = Desk()
    assert await desk.informal(Scripted([answer] * 4)).asked(Budget(Limits())) == ""
    assert [proof.grade for proof in desk.kept[0].proofs] == [0, 0]
    assert f"0 ({UNREADABLE})" in desk.told[0]


async def test_a_model_that_fails_at_one_loses_that_one_and_one_that_fails_at_all_is_no_failure() -> None:
    def fails(numbers: set[int]) -> Callable[[Request], None]:
        def first(request: Request) -> None:
            if number_of(request) in numbers:
                raise ModelRefused("no more\nmoney")

        return first

    desk = Desk()
    assert await desk.informal(Pen(first=fails({1}))).asked(Budget(Limits())) == TEXTS[2]
    assert desk.kept[0].proofs[0] == InformalProof("", 0, "not written: no more\\nmoney")
    assert await desk.informal(Pen(first=fails({1, 2}))).asked(Budget(Limits())) == ""
    assert len(desk.kept) == 1  # nothing of that: a run that goes on may have more luck


@pytest.mark.parametrize(("turns", "asked"), [(200, 3), (30, 3), (14, 1), (4, 0)])
async def test_they_take_no_more_than_their_share_of_the_turns_and_fewer_are_written(turns: int, asked: int) -> None:
    pen, desk = Pen(), Desk()
    await desk.informal(pen, 3).asked(Budget(Limits(turns=turns)))
    assert len(pen.requests) == 2 * asked <= max(SHARE * turns, 0)
    assert any("turns for" in line for line in desk.told) == (asked < 3)


async def test_a_role_keeps_the_rest_of_its_own_limits_for_planning() -> None:
    pen, desk = Pen(), Desk()
    role = Budget(Limits(turns=5), role="planner")
    await desk.informal(InRole(pen, "planner", role)).asked(Budget(Limits()))
    assert (pen.requests, role.spent.calls) == ([], 0)
    role, budget = Budget(Limits(turns=40), role="planner"), Budget(Limits())
    await desk.informal(InRole(pen, "planner", role)).asked(budget)
    assert role.spent.calls == budget.spent.roles["planner"].calls == 4


async def test_tokens_are_a_share_too_and_a_part_of_it_for_each() -> None:
    budget, pen = Budget(Limits(tokens=24_000)), Pen()
    await Desk().informal(pen, 3).asked(budget)
    asked_for = [request.reply_tokens for request in pen.requests if not is_grading(request)]
    assert len(asked_for) == 3
    assert max(asked_for) < SHARE * 24_000 / 3
    assert 0 < budget.spent.tokens < SHARE * 24_000


async def test_several_drafts_hear_the_same_one_which_is_asked_for_once() -> None:
    pen, planner = Pen(), ScriptedPlanner([blueprint(target())] * 4)
    seeded = Seeded(planner, Desk().informal(pen))
    situation = Situation(PLACE, Budget(Limits()))
    await asyncio.gather(*(each.draft(situation) for each in (seeded.fresh(), seeded.fresh(), seeded)))
    await seeded.refine(situation)
    assert [heard.sketch for heard in planner.heard] == [TEXTS[2]] * 4
    assert len(pen.requests) == 4


async def test_they_are_replayed_from_a_recording(tmp_path: Path) -> None:
    pen, desk, cassette = Pen(), Desk(), tmp_path / "c.jsonl"
    with recording(pen, cassette, "") as heard:
        await desk.informal(heard, 3).asked(Budget(Limits()))
    await desk.informal(Replayer(cassette, pen.card), 3).asked(Budget(Limits()))
    assert desk.kept[0] == desk.kept[1]
    assert len(pen.requests) == 6


async def test_a_planner_hears_the_users_own_first_and_a_models_behind_it_told_apart() -> None:
    model = Scripted([Assistant("")] * 20)
    for hint, sketch in (("Mine.", "Theirs."), ("", "Theirs."), ("Mine.", ""), ("", "")):
        planner = ModelPlanner(PlanningModels(model, model), Prompts(), {})
        await planner.draft(Situation(PLACE, Budget(Limits()), hint=hint, sketch=sketch))
    both, alone, users, neither = (request.messages[1].text for request in model.requests[::4])
    ours = f"\n\n{Prompts().render('sketch', target='t', sketch='Theirs.')}"
    assert both == users.rstrip() + ours
    assert alone == neither.rstrip() + ours
    assert users.endswith("from the user:\n\nMine.\n")
    assert "from the user" not in neither
