"""Statements with up to 200 binders: no method holds the loop for long, or takes more than it can use.

Lean is played by something that answers at once, so that only our own work is left to be counted: in calls of
functions, and from one turn of the loop to the next, so that the speed of the machine does not matter.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from itertools import product
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from architect.planning.planner import Situation
from architect.planning.symbolic import Symbolic
from prover.lean.live.pool import Pool
from prover.lean.search.premises import Premise, Ranking
from prover.methods.best_first import BestFirst
from prover.methods.ladder import Task
from prover.methods.portfolio import PortfolioSearch
from prover.methods.refutation import BySmallCases
from prover.methods.scripts import load_portfolio
from prover.methods.small_values import load_cases
from prover.text.place import Place
from prover.words.budget import Budget, Limits
from prover.words.verdict import Died, Verdict
from tests.architect.bench import place_of
from tests.prover.methods.at_once import MOST_CHECKS, AtOnce, pool_of
from tests.prover.methods.judges import Judging

AT_A_TURN = 200_000  # calls in one turn of the loop at most: a tenth of a second or so
FOR_CASES = 3_000_000  # for choosing the small cases of a statement, all in all
TYPES = st.sampled_from(
    ["Nat", "List Nat", "Bool", "Prop", "α", "Wide", "Deep", "Nat → Nat", "Fin 3", "a = a", "0 < a", "Wide × Wide"]
)


class Shelf:
    """An index of declarations in memory."""

    def __init__(self) -> None:
        names = [f"Nat.lemma_{i}" for i in range(300)]
        self._ranking = Ranking(Premise(name, f"{name} (n m : Nat) : n + m = m + n + n") for name in names)

    async def find(self, query: str, most: int, header: str | None = None) -> list[Premise]:
        return self._ranking.best(query, most)


async def calls(work: Awaitable[object], lean: AtOnce) -> tuple[int, int]:
    """The most calls of functions between two turns of the loop, and all, until the work ends or has asked enough."""
    now, most, every, loop = 0, 0, 0, asyncio.get_running_loop()

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal now
        now += event in ("call", "c_call")

    def turn() -> None:
        nonlocal now, most, every
        most, every, now = max(most, now), every + now, 0
        if lean.checks > MOST_CHECKS:
            task.cancel()
        elif not task.done():
            loop.call_soon(turn)

    task = asyncio.ensure_future(work)
    loop.call_soon(turn)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        await asyncio.gather(task, return_exceptions=True)
    finally:
        sys.setprofile(before)
    if not task.cancelled():
        task.result()
    return max(most, now), every + now


async def all_of(candidates: Any) -> None:
    async for _ in candidates:
        raise AssertionError("nothing is proved here")


def statement(types: Sequence[str]) -> tuple[str, str]:
    """A file with a theorem about so many variables, and the goal that Lean shows for it."""
    names = [f"x{i}" for i in range(len(types))]
    binders = [("α", "Type"), ("a", "Nat"), *zip(names, types, strict=True)]
    claim = " + ".join(["a", *names])
    signature = " ".join(f"({name} : {type_})" for name, type_ in binders)
    text = f"theorem t {signature} : ({claim}) = ({claim}) := by\n  sorry\n"
    goal = "\n".join(f"{name} : {type_}" for name, type_ in binders) + f"\n⊢ f ({claim}) = f ({claim}) + a"
    return text, goal


async def refuted(place: Place, pool: Pool) -> None:
    task = Task(pool, place.bare, Judging(), Budget(Limits()))
    await BySmallCases().run(task)
    cases = load_cases()
    assert task.attempts[0].scripts <= 2 * cases.together + sum(finish.cases for finish in cases.finish)


async def portfolio(place: Place, pool: Pool) -> None:
    await all_of(PortfolioSearch(pool, load_portfolio("embedded"), place.bare).candidates())


async def searched(place: Place, pool: Pool) -> None:
    await all_of(BestFirst(pool, load_portfolio("embedded"), Shelf(), place.bare, 1e9).candidates())


async def planned(place: Place, pool: Pool) -> None:
    await Symbolic(pool).draft(Situation(place, Budget(Limits())))


WAYS: dict[str, Callable[[Place, Pool], Awaitable[None]]] = {
    "small cases": refuted, "portfolio": portfolio, "search": searched, "planner": planned,
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded() -> None:
    """What is imported on first use is there: how many calls that takes is Python's matter, and not a statement's."""
    text, goal = statement([])
    for way in WAYS.values():
        lean = AtOnce(goal)
        asyncio.run(calls(way(place_of(text), pool_of(lean)), lean))


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@given(st.lists(TYPES, max_size=200))
@example(["Nat"] * 24)
@example(["Nat", "Wide", "Deep", "0 < a"] * 50)
@settings(max_examples=10, deadline=None)
def test_the_loop_turns_however_many_binders_a_statement_has(
    way: Callable[[Place, Pool], Awaitable[None]], types: Sequence[str]
) -> None:
    text, goal = statement(types)
    lean, place = AtOnce(goal), place_of(text)
    at_a_turn, every = asyncio.run(calls(way(place, pool_of(lean)), lean))
    assert at_a_turn <= AT_A_TURN
    if way is refuted:
        assert every <= FOR_CASES


async def test_the_cases_that_are_tried_are_the_first_by_size_and_place() -> None:
    """The same as if all were made and sorted, which for five variables can be done."""
    names = [f"x{i}" for i in range(5)]
    goal = "\n".join(f"{name} : Nat" for name in names) + "\n⊢ False"
    lean = Listening(goal)
    place = place_of(f"theorem t ({' '.join(names)} : Nat) : False := by\n  sorry\n")
    await BySmallCases().run(Task(pool_of(lean), place.bare, Judging(), Budget(Limits())))
    quick, *_ = load_cases().finish
    expected = sorted(product(range(6), repeat=5), key=sum)[: quick.cases]
    assert re.findall(r"@h ([\d ]+)\)", lean.heard[-2]) == [" ".join(map(str, case)) for case in expected]


class Listening(AtOnce):
    """It keeps what it was asked."""

    def __init__(self, goal: str) -> None:
        super().__init__(goal)
        self.heard: list[str] = []

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        self.heard.append(text)
        return await super().check(text, seconds, goals, axioms)
