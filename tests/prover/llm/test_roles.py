"""What a role takes is written down under its name, in the run's budget too, and its limit is its own."""

from collections.abc import Iterator

import pytest

from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Card, User
from prover.llm.roles import Casting, Models
from prover.llm.scripted import Scripted
from prover.words.budget import Budget, Limits, Price, Spent
from prover.words.errors import LimitReached, RoleLimitReached

NO_LIMITS = Limits()
PRICE = Price(input=1.0, output=10.0)


def talkative() -> Scripted:
    def lines() -> Iterator[Assistant]:
        while True:
            yield Assistant("yes")

    return Scripted(lines(), Card("m", price=PRICE))


def models(limits: Limits = NO_LIMITS) -> Models:
    planner = Casting(talkative(), "planner")
    return Models(planner, (Casting(talkative(), "prover", limits),), planner)


async def ask(casting: Casting | None, budget: Budget, times: int = 1) -> None:
    assert casting is not None
    for _ in range(times):
        await PaidModel(casting.model, budget).ask((User("well?"),))


async def test_the_cost_by_role_sums_to_the_whole_and_is_the_same_once_it_is_written_down() -> None:
    budget, begun = Budget(Limits()), models().begun()
    part = budget.part(Limits(turns=9))
    await ask(begun.planner, budget)
    await ask(begun.provers[0], part, 2)
    await ask(begun.refiner, budget)
    roles = budget.spent.roles
    assert {name: spent.calls for name, spent in roles.items()} == {"planner": 2, "prover": 2}
    assert sum(spent.cost for spent in roles.values()) == pytest.approx(budget.spent.cost)
    assert sum(spent.tokens for spent in roles.values()) == budget.spent.tokens
    assert (budget.spent - part.spent).roles.keys() == {"planner"}


async def test_the_limit_of_a_role_holds_over_runs_and_does_not_end_the_others() -> None:
    budget, begun = Budget(Limits(turns=9)), models(Limits(turns=3)).begun()
    await ask(begun.provers[0], budget, 2)
    with pytest.raises(RoleLimitReached, match="the limit of 3 turns of the prover is reached"):
        await ask(begun.provers[0], budget)
    assert budget.spent.calls == 2  # what was not asked is no call
    later = models(Limits(turns=3)).begun(budget.spent)
    with pytest.raises(RoleLimitReached):
        await ask(later.provers[0], Budget(Limits(), spent=budget.spent))
    await ask(begun.planner, budget)
    assert budget.spent.roles["planner"].calls == 1


async def test_the_limit_of_the_run_is_that_of_no_role() -> None:
    with pytest.raises(LimitReached) as raised:
        await ask(models().begun().planner, Budget(Limits(turns=2)), 2)
    assert not isinstance(raised.value, RoleLimitReached)


def test_where_one_model_has_all_roles_none_is_told_apart() -> None:
    one = Models.of(talkative()).begun()
    assert one.names(Spent(calls=1)) == ("m",)
    assert one.provers[0].model is one.all[0].model
