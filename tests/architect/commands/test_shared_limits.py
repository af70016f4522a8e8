"""The limits of a command with several runs: shared, and never passed by all of them together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.commands.shared_limits import SharedLimits
from prover.words.budget import Spent
from prover.words.errors import LimitReached
from prover.words.settings import Resolved, Settings

SETTINGS = Settings.model_validate(
    {
        "limits": {"turns": 10, "tokens": 1_000, "cost": 3.0, "seconds": 1e6},
        "roles": {"prover": [{"name": "cheap", "limits": {"turns": 4}}, {"name": "dear"}], "planner": {"name": "p"}},
    }
)
WHOLE = Resolved(SETTINGS, {})


def test_each_run_has_an_equal_share_of_what_those_before_it_left() -> None:
    limits = SharedLimits(WHOLE)
    first = limits.share(3).settings
    assert (first.limits.turns, first.limits.tokens, first.limits.cost) == (3, 333, 1.0)
    cheap, dear = first.roles.prover
    assert (cheap.name, cheap.limits.turns, dear.limits.turns) == ("cheap", 1, None)
    limits.spent += Spent(calls=2, tokens_in=100, cost=1.0, roles={"prover 1": Spent(calls=2)})
    second = limits.share(2).settings
    assert (second.limits.turns, second.limits.tokens, second.limits.cost) == (4, 450, 1.0)
    assert second.roles.prover[0].limits.turns == 1
    assert Settings.model_validate_json(second.model_dump_json()) == second, "a run's folder keeps it"


def test_a_role_that_has_taken_all_of_its_own_gets_no_call() -> None:
    limits = SharedLimits(WHOLE, Spent(calls=4, roles={"prover 1": Spent(calls=4)}))
    assert limits.share(2).settings.roles.prover[0].limits.tokens == 1


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_however_much_of_its_share_each_takes_all_together_take_no_more(taken: list[int]) -> None:
    limits = SharedLimits(WHOLE)
    for number, wish in enumerate(taken):
        try:
            turns = limits.share(len(taken) - number).settings.limits.turns or 0
        except LimitReached:
            break
        limits.spent += Spent(calls=min(wish, turns))
    assert limits.spent.turns <= 10


def test_where_nothing_is_left_no_run_begins() -> None:
    with pytest.raises(LimitReached, match="the limit of 10 turns is reached"):
        SharedLimits(WHOLE, Spent(calls=10)).share(5)
