"""A model paid from a budget: how long it waits between tries, told by a clock that jumps."""

import itertools

import pytest

from benchmarks.measure.makespan import virtual_seconds
from prover.llm.asking import PaidModel, Retries
from prover.llm.model import Assistant, Card, Reply, Request, User
from prover.llm.scripted import ModelLine, Scripted
from prover.words.budget import Budget, Limits
from prover.words.errors import ContextFull, ModelAdapted, ModelRefused, ModelUnavailable

BUSY = ModelUnavailable("busy")
HERE = Assistant("here")
RETRIES = Retries(tries=5, first_wait=1.0, longest_wait=3.0)


def waited(*lines: ModelLine) -> float:
    """Seconds until the script, which ends well, was answered."""
    model = PaidModel(Scripted(lines), Budget(Limits()), RETRIES)
    return virtual_seconds(model.ask((User("hello"),)))


def test_a_server_that_says_how_long_is_obeyed() -> None:
    assert waited(ModelUnavailable("busy", wait_seconds=1_000.0), HERE) == pytest.approx(1_000)


def test_waits_grow_to_the_longest_and_are_drawn_at_random() -> None:
    assert waited(HERE) == 0
    assert 0.5 <= waited(BUSY, HERE) <= 1.0
    assert (0.5 + 1.0 + 1.5 + 1.5) <= waited(*[BUSY] * 4, HERE) <= (1.0 + 2.0 + 3.0 + 3.0)
    assert len({waited(BUSY, HERE) for _ in range(5)}) > 1


def test_a_server_that_is_away_is_asked_until_its_time_is_over_and_no_longer() -> None:
    async def away(seconds: float) -> None:
        model = Scripted(itertools.repeat(BUSY), Card("away", outage_seconds=seconds))
        with pytest.raises(ModelUnavailable):
            await PaidModel(model, Budget(Limits()), RETRIES).ask((User("hello"),))

    assert 600 <= virtual_seconds(away(600)) <= 600 + RETRIES.longest_wait
    assert virtual_seconds(away(0)) == 0


async def test_what_no_model_heard_of_is_no_turn() -> None:
    budget = Budget(Limits(turns=2))
    model = Scripted([BUSY, BUSY, BUSY, ModelAdapted("no max_tokens"), HERE, HERE])
    for _ in range(2):
        await PaidModel(model, budget, Retries(first_wait=0.0)).ask((User("hello"),), wrap_up=True)
    assert (budget.spent.calls, budget.spent.turns, budget.spent.unheard) == (6, 2, 4)


async def test_what_nobody_counted_is_told_from_what_was_spent_for_certain() -> None:
    budget = Budget(Limits())
    model = Scripted([ModelUnavailable("broke off", billed=True), HERE])
    await PaidModel(model, budget, Retries(first_wait=0.0)).ask((User("hello"),))
    assert 0 < budget.spent.guessed < budget.spent.tokens


async def test_a_window_that_is_smaller_than_was_thought_gives_shorter_replies() -> None:
    class Learning(Scripted):
        async def reply(self, request: Request) -> Reply:
            if request.reply_tokens > 10_000:
                self._card = Card("small", window=8_192)
                raise ContextFull("too long")
            return await super().reply(request)

    reply = await PaidModel(Learning([HERE]), Budget(Limits())).ask((User("hello"),))
    assert reply.message == HERE


async def test_every_try_is_paid_also_those_that_fail() -> None:
    budget = Budget(Limits())
    model = Scripted([ModelUnavailable("broke off", billed=True), BUSY, ModelRefused("no")])
    with pytest.raises(ModelRefused):
        await PaidModel(model, budget, Retries(first_wait=0.0)).ask((User("hello"),))
    assert (budget.spent.calls, budget.spent.failed) == (3, 3)
    assert budget.spent.tokens > 0, "what broke off may have cost something"
