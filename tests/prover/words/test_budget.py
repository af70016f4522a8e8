"""Budgets: what is put aside, what is kept back, and that no sequence of calls passes a limit."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.words.budget import LEAST_REPLY, Budget, Limits, Price, Spent
from prover.words.errors import LimitReached

PRICE = Price(input=1.0, cached_input=0.1, output=10.0)


@given(
    tokens=st.integers(100, 50_000),
    cost=st.floats(0.0001, 0.5),
    turns=st.integers(1, 12),
    calls=st.lists(
        st.tuples(st.integers(0, 5_000), st.integers(1, 5_000), st.floats(0, 1), st.booleans()), max_size=30
    ),
)
def test_no_sequence_of_calls_passes_a_limit(
    tokens: int, cost: float, turns: int, calls: list[tuple[int, int, float, bool]]
) -> None:
    budget = Budget(Limits(tokens=tokens, cost=cost, turns=turns))
    part = budget.part(Limits(turns=100))
    for prompt, reply, share, wrap_up in calls:
        try:
            with part.reserve(prompt, reply, PRICE, wrap_up) as room:
                assert LEAST_REPLY <= room.reply_tokens <= max(reply, LEAST_REPLY)
                written = int(room.reply_tokens * share)
                room.spent = Spent(1, 0, prompt, 0, written, 0.0, PRICE.of(prompt, 0, written))
        except LimitReached:
            continue
    assert budget.spent == part.spent
    assert budget.spent.calls <= turns
    assert budget.spent.tokens <= tokens
    assert budget.spent.cost <= cost + 1e-12


@pytest.mark.parametrize(
    ("limits", "what"),
    [(Limits(turns=3), "turns"), (Limits(tokens=1_000), "tokens"), (Limits(cost=0.01), "cost")],
)
def test_the_last_part_of_a_limit_is_for_the_wrap_up_only(limits: Limits, what: str) -> None:
    budget = Budget(limits)

    def call() -> None:
        with budget.reserve(10, LEAST_REPLY, PRICE) as room:
            room.spent = Spent(1, 0, 10, 0, LEAST_REPLY, 0.0, PRICE.of(10, 0, LEAST_REPLY))

    with pytest.raises(LimitReached) as caught:
        deque(iter(call, object()), maxlen=0)
    assert caught.value.what == what
    with budget.reserve(10, LEAST_REPLY, PRICE, wrap_up=True) as room:
        assert room.reply_tokens == LEAST_REPLY


def test_calls_that_run_at_once_cannot_pass_a_limit_together() -> None:
    budget = Budget(Limits(tokens=1_000))
    with budget.reserve(100, 600, None) as first:
        assert first.reply_tokens == 600
        with budget.reserve(100, 600, None) as second:
            assert second.reply_tokens == 900 - 700 - 100
            with pytest.raises(LimitReached), budget.reserve(100, 600, None):
                pass


def test_a_call_that_fails_counts_as_a_turn() -> None:
    budget = Budget(Limits())
    with pytest.raises(ZeroDivisionError), budget.reserve(10, 100, None):
        raise ZeroDivisionError
    assert (budget.spent.calls, budget.spent.failed) == (1, 1)


def test_cached_tokens_cost_what_the_table_says() -> None:
    assert PRICE.of(1_000_000, 500_000, 100_000) == pytest.approx(0.5 + 0.05 + 1.0)
    assert Price(input=2, output=0).of(1_000_000, 1_000_000, 0) == pytest.approx(2.0)


def test_time_that_is_over_is_a_limit_too() -> None:
    budget = Budget(Limits(seconds=1e-6))
    with pytest.raises(LimitReached) as caught, budget.reserve(1, 100, None):
        pass
    assert (caught.value.what, caught.value.allowed) == ("seconds", 1e-6)


def test_a_limit_that_left_no_room_for_a_call_is_the_one_that_was_reached_though_nothing_of_it_is_spent() -> None:
    whole = Budget(Limits(turns=9, tokens=100, seconds=300))
    share = whole.part(Limits(seconds=100))
    with pytest.raises(LimitReached), share.reserve(5000, 1000, None):
        pass
    assert share.exhausted() == whole.exhausted() == ("tokens", 100)


def test_what_a_part_had_no_room_for_is_no_limit_of_the_whole() -> None:
    whole = Budget(Limits(turns=1, tokens=100_000))
    with pytest.raises(LimitReached), whole.part(Limits(tokens=100)).reserve(5000, 1000, None):
        pass
    with whole.reserve(10, 1000, None) as reservation:
        reservation.spent = Spent(calls=1)
    assert whole.exhausted() == ("turns", 1)
