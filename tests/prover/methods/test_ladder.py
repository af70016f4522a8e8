"""The ladder: what Lean accepted is judged to its end, what kills Lean ends a method and no more, and time is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from prover.lean.search.premises import Premise
from prover.methods.best_first import BestFirst, BySearch
from prover.methods.ladder import Method, Rung, Task, beside, climb, seconds_of
from prover.methods.portfolio import ByPortfolio, PortfolioSearch
from prover.methods.refutation import BySmallCases
from prover.methods.scripts import Portfolio, Steps, Tier
from prover.methods.trials import SAID
from prover.words.budget import Budget, Limits
from prover.words.errors import LeanFailed, LeanTimedOut, PoolBusy, ToolchainMissing
from prover.words.outcome import Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.verdict import Died, Severity, Verdict, position
from tests.architect.bench import place_of
from tests.prover.methods.at_once import AtOnce, pool_of, said
from tests.prover.methods.judges import Judging

PLACE = place_of("theorem t (n : Nat) : n + 0 = n := by\n  sorry\n")
GOAL = "n : Nat\n⊢ n + 0 = n"
NOT_PROVED = Unproved(Diagnosis(Blame.UNKNOWN, "no idea"))
FOUND = ("rfl",)


class By:
    """A method that does what it is told."""

    def __init__(self, run: Callable[[Task], Awaitable[Outcome]]) -> None:
        self._run = run

    async def run(self, task: Task) -> Outcome:
        return await self._run(task)


class SlowJudge(Judging):
    """It begins to judge, and comes to an end when it is ``released``."""

    def __init__(self, refusal: str | None = None) -> None:
        super().__init__()
        self.refusal = refusal
        self.begun, self.released = asyncio.Event(), asyncio.Event()
        self.cancelled = False

    async def word_on(self, fills: tuple[str, ...]) -> str | None:
        self.begun.set()
        try:
            await self.released.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return self.refusal


def task_for(judge: Any, seconds: float | None = None) -> Task:
    return Task(pool_of(AtOnce(GOAL)), PLACE.bare, judge, Budget(Limits(seconds=seconds)))


async def gives_up(task: Task) -> Outcome:
    return NOT_PROVED


def cut_off_while_it_is_judged(judge: SlowJudge, disproof: bool = False) -> Method:
    """It proposes, and the judge comes to an end only when the method was ended."""

    async def run(task: Task) -> Outcome:
        try:
            await (task.judge.disproof(FOUND) if disproof else task.judge.proof(FOUND))
        finally:
            judge.released.set()
        raise AssertionError("its time was over before")

    return By(run)


@pytest.mark.parametrize("last", [True, False])
async def test_what_is_being_judged_when_the_time_is_over_is_judged_to_its_end(last: bool) -> None:
    judge = SlowJudge()
    methods = [cut_off_while_it_is_judged(judge), *([] if last else [By(gives_up)])]
    assert await climb(methods, task_for(judge, seconds=1)) == Proved(FOUND)


async def test_a_disproof_is_judged_to_its_end_too() -> None:
    judge = SlowJudge()
    found = await climb([cut_off_while_it_is_judged(judge, disproof=True)], task_for(judge, seconds=1))
    assert found == Disproved(FOUND)


async def test_what_the_judge_refuses_after_the_time_leaves_the_rest_to_the_next_method() -> None:
    judge, asked = SlowJudge("no"), []

    async def second(task: Task) -> Outcome:
        asked.append("second")
        return NOT_PROVED

    found = await climb([cut_off_while_it_is_judged(judge), By(second)], task_for(judge, seconds=2))
    assert isinstance(found, OutOfBudget | Unproved)
    assert asked == ["second"]


async def test_what_is_unwanted_is_ended_and_what_is_being_judged_is_not() -> None:
    judge = SlowJudge()
    task = task_for(judge)
    climbing = asyncio.create_task(climb([cut_off_while_it_is_judged(judge), By(gives_up)], task))
    await judge.begun.wait()
    task.unwanted.set_result(None)
    assert await climbing == Proved(FOUND)


async def test_a_method_that_ends_just_when_it_is_unwanted_leaves_nothing_behind() -> None:
    heard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: heard.append(context))

    async def ends(task: Task) -> Outcome:
        task.unwanted.set_result(None)
        return NOT_PROVED

    assert await climb([By(ends)], task_for(SlowJudge())) == NOT_PROVED
    await asyncio.sleep(0)
    assert heard == []


async def test_what_is_unwanted_begins_no_other_method() -> None:
    async def until_it_is_unwanted(task: Task) -> Outcome:
        task.unwanted.set_result(None)
        return await asyncio.Event().wait() and NOT_PROVED

    async def another(task: Task) -> Outcome:
        raise AssertionError("nobody wants it")

    assert isinstance(await climb([By(until_it_is_unwanted), By(another)], task_for(SlowJudge())), OutOfBudget)


async def test_cancelled_from_outside_the_judge_stops_and_nothing_is_left() -> None:
    judge, before = SlowJudge(), asyncio.all_tasks()
    climbing = asyncio.create_task(climb([cut_off_while_it_is_judged(judge)], task_for(judge)))
    await judge.begun.wait()
    climbing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await climbing
    assert judge.cancelled
    assert asyncio.all_tasks() == before


async def test_when_it_is_settled_other_judgements_are_ended() -> None:
    class OneAtOnce(SlowJudge):
        async def word_on(self, fills: tuple[str, ...]) -> str | None:
            return None if fills == ("quick",) else await super().word_on(fills)

    judge = OneAtOnce()

    async def run(task: Task) -> Outcome:
        asking = asyncio.ensure_future(task.judge.proof(("slow",)))
        await judge.begun.wait()
        asking.cancel()
        await task.judge.proof(("quick",))
        return Proved(("quick",))

    assert await climb([By(run)], task_for(judge)) == Proved(("quick",))
    assert judge.cancelled


async def test_methods_of_one_rung_begin_at_once_and_the_first_to_settle_it_ends_the_others() -> None:
    begun, ended = asyncio.Event(), []

    async def waits(task: Task) -> Outcome:
        begun.set()
        try:
            return await asyncio.Event().wait() and NOT_PROVED
        finally:
            ended.append("the first")

    async def settles(task: Task) -> Outcome:
        await begun.wait()
        return Disproved(FOUND)

    async def another(task: Task) -> Outcome:
        raise AssertionError("it is settled")

    ladder = beside([By(waits)], [Rung((By(settles),), 5), By(another)])
    assert await climb(ladder, task_for(SlowJudge())) == Disproved(FOUND)
    assert ended == ["the first"]


async def test_where_no_method_of_a_rung_settles_it_the_next_rung_is_tried() -> None:
    async def settles(task: Task) -> Outcome:
        return Proved(FOUND)

    assert await climb([Rung((By(gives_up), By(gives_up))), By(settles)], task_for(SlowJudge())) == Proved(FOUND)


@pytest.mark.parametrize("cut_off", [True, False])
async def test_that_a_rung_was_cut_off_is_known_whatever_a_later_one_says(cut_off: bool) -> None:
    async def never(task: Task) -> Outcome:
        await asyncio.Event().wait()
        raise AssertionError

    task = task_for(Judging())
    first = Rung((By(never if cut_off else gives_up),), 0.01)
    assert await climb([first, By(gives_up)], task) == NOT_PROVED
    assert task.cut_off is cut_off


@pytest.mark.parametrize(
    ("seconds", "kept", "first"),
    [(100.0, 0.5, 3.0), (4.0, 0.5, 2.0), (8.0, 0.0, 3.0), (7.0, 0.0, 7.0), (2.0, 0.0, 2.0)],
)
async def test_a_rung_takes_what_it_needs_where_the_later_ones_keep_their_part(
    seconds: float, kept: float, first: float
) -> None:
    rungs = [Rung((By(gives_up),), 3.0), Rung((By(gives_up),), 9.0, kept)]
    assert seconds_of(rungs, seconds, seconds) == first
    assert seconds_of(rungs[1:], seconds, seconds) == seconds


async def test_what_a_rung_keeps_is_left_however_many_stand_before_it() -> None:
    rungs = [*[Rung((By(gives_up),), 6.0)] * 3, Rung((By(gives_up),), 600.0, 0.5)]
    taken, left = [], 20.0
    for place in range(4):
        taken.append(max(seconds_of(rungs[place:], left, 20.0), 0.0))
        left -= taken[-1]
    assert taken == [6.0, 4.0, 0.0, 10.0]


# what Lean does not survive
class Mortal(AtOnce):
    """It dies of every text after the first so many."""

    def __init__(self, survived: int) -> None:
        super().__init__(GOAL)
        self.survived = survived

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        if self.checks < self.survived:
            return await super().check(text, seconds, goals, axioms)
        return Died("checking: no answer from Lean within 10 s")


class NoIndex:
    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise] | Died:
        return []


class DeadIndex:
    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise] | Died:
        return Died("checking: Lean took more than 4 GiB and was killed")


PORTFOLIO = Portfolio(blanks={}, tier=(Tier(name="one", scripts=("rfl",)),), steps=Steps(scripts=("rfl",)))
METHODS: dict[str, Method] = {
    "portfolio": ByPortfolio(PORTFOLIO), "search": BySearch(PORTFOLIO, NoIndex(), 100), "small cases": BySmallCases(),
}  # fmt: skip


def on(lean: AtOnce) -> Task:
    return replace(task_for(SlowJudge()), pool=pool_of(lean))


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
async def test_a_method_whose_lean_dies_at_its_first_look_ends_and_no_other_with_it(method: Method) -> None:
    assert await climb([By(gives_up), method], on(Mortal(0))) == NOT_PROVED
    assert await climb([method, By(gives_up)], on(Mortal(0))) == NOT_PROVED


async def test_where_every_method_died_nothing_is_said_of_the_mathematics() -> None:
    found = await climb([*METHODS.values()], on(Mortal(0)))
    assert found == Broken("Lean did not survive what was tried: checking: no answer from Lean within 10 s")


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
async def test_scripts_that_lean_does_not_survive_are_scripts_that_prove_nothing(method: Method) -> None:
    assert isinstance(await climb([method], on(Mortal(1))), Unproved)


async def test_scripts_with_lemmas_that_nobody_can_name_are_left_out_and_the_others_tried() -> None:
    tiers = tuple(Tier(name=script, scripts=(script,)) for script in ("exact {premise}", "simp [{premises}]", "rfl"))
    for index in (None, NoIndex(), DeadIndex()):
        search = PortfolioSearch(pool_of(AtOnce(GOAL)), Portfolio(blanks={}, tier=tiers), PLACE.bare, index)
        assert [found async for found in search.candidates()] == []
        assert [attempt.method for attempt in search.attempts] == ["portfolio: rfl"]


async def test_a_search_without_lemmas_for_lean_died_of_naming_them_says_so() -> None:
    found = await climb([BySearch(PORTFOLIO, DeadIndex(), 100)], on(AtOnce(GOAL)))
    assert isinstance(found, Broken)
    assert "more than 4 GiB" in found.reason


@pytest.mark.parametrize("failure", [PoolBusy("full"), ToolchainMissing("none here")])
async def test_a_lean_that_is_not_there_is_raised(failure: LeanFailed) -> None:
    async def fails(task: Task) -> Outcome:
        raise failure

    with pytest.raises(type(failure)):
        await climb([By(fails), By(gives_up)], task_for(SlowJudge()))


async def test_a_judge_that_breaks_is_raised_and_is_no_refusal() -> None:
    class Broke(SlowJudge):
        async def word_on(self, fills: tuple[str, ...]) -> str | None:
            raise LeanTimedOut("compiling", 300)

    async def run(task: Task) -> Outcome:
        return NOT_PROVED if await task.judge.proof(FOUND) else Proved(FOUND)

    with pytest.raises(LeanTimedOut, match="compiling"):
        await climb([By(run), By(gives_up)], task_for(Broke()))


# what an attempt says that it took
class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Stuck(AtOnce):
    """It looks at places, and then never answers; ``asked`` says that it was."""

    def __init__(self) -> None:
        super().__init__(GOAL)
        self.asked = asyncio.Event()

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        if self.checks < 1:
            return await super().check(text, seconds, goals, axioms)
        self.asked.set()
        return await asyncio.Event().wait() and Verdict(True, (), 0.0)


@pytest.mark.parametrize("method", ["portfolio", "search"])
async def test_a_method_that_was_cut_off_says_how_long_it_was_at_work(method: str) -> None:
    clock, lean = Clock(), Stuck()
    search: PortfolioSearch | BestFirst = PortfolioSearch(pool_of(lean), PORTFOLIO, PLACE.bare, clock=clock)
    if method == "search":
        search = BestFirst(pool_of(lean), PORTFOLIO, NoIndex(), PLACE.bare, 100, clock)

    async def first() -> tuple[str, ...] | Died | None:
        return await anext(search.candidates(), None)

    asking = asyncio.create_task(first())
    await lean.asked.wait()
    clock.now = 7.0
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    [attempt] = search.attempts
    assert attempt.seconds == 7.0


async def test_the_time_of_whoever_takes_a_proposal_is_not_the_methods() -> None:
    class Yes(AtOnce):
        async def check(
            self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
        ) -> Verdict | Died:
            if not axioms:
                return await super().check(text, seconds, goals, axioms)
            clock.now += 1
            closed = said(Severity.INFORMATION, f"{SAID}0", position(text, text.index(SAID)))
            return replace(closed, axioms={name: frozenset() for name in axioms})

    clock = Clock()
    search = PortfolioSearch(pool_of(Yes(GOAL)), PORTFOLIO, PLACE.bare, clock=clock)
    candidates = search.candidates()
    await anext(candidates)
    clock.now += 100
    await candidates.aclose()
    [attempt] = search.attempts
    assert 0 < attempt.seconds < 100
