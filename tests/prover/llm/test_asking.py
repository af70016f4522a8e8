"""A model paid from a budget: how long it waits between tries, told by a clock that jumps."""

import pytest

from benchmarks.measure.makespan import virtual_seconds
from prover.llm.asking import PaidModel, Retries
from prover.llm.model import Assistant, User
from prover.llm.scripted import ModelLine, Scripted
from prover.words.budget import Budget, Limits
from prover.words.errors import ModelRefused, ModelUnavailable

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


async def test_every_try_is_paid_also_those_that_fail() -> None:
    budget = Budget(Limits())
    model = Scripted([ModelUnavailable("broke off", billed=True), BUSY, ModelRefused("no")])
    with pytest.raises(ModelRefused):
        await PaidModel(model, budget, Retries(first_wait=0.0)).ask((User("hello"),))
    assert (budget.spent.calls, budget.spent.failed) == (3, 3)
    assert budget.spent.tokens > 0, "what broke off may have cost something"
