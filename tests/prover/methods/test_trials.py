"""Scripts tried in one hole: whose words are believed, what two workers do to each other, and what is counted."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from prover.lean.live.pool import Pool, PoolLimits, Session
from prover.lean.live.site import Site, look
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.closer import Closer, CloserPart, FileNames
from prover.methods.portfolio import PortfolioSearch
from prover.methods.scripts import Portfolio, Tier
from prover.methods.trials import SAID, Closed, Trials
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died, Message, Severity, Verdict, position
from tests.architect.bench import place_of
from tests.conftest import PATIENCE
from tests.prover.methods.at_once import AtOnce, pool_of

GOAL = "n : Nat\n⊢ n + 0 = n"
OBLIGATION = place_of("theorem t (n : Nat) : n + 0 = n := by\n  sorry\n").bare
TRACED = """theorem u (a b : Nat) (h : a = b) : b = a := by
  trace_state
  trace "architect:7"
  have k : a = b := by
    trace_state
    exact h
  exact k.symm
"""


def trials_of(obligation: Obligation, site: Site, closer: Closer) -> Trials:
    return Trials(obligation, site, [SORRY] * obligation.holes, closer, FileNames())


async def seen(lean: Session, obligation: Obligation) -> Site:
    site = await look(lean, obligation, 0, [SORRY] * obligation.holes)
    assert isinstance(site, Site)
    return site


@pytest.mark.parametrize(("hole", "checks"), [("by\n  sorry", 1), ("sorry", 2)])
async def test_a_place_is_not_taken_for_another_whose_state_the_users_file_shows(
    toolchain: Toolchain, hole: str, checks: int
) -> None:
    obligation = place_of(f"{TRACED}theorem t (n : Nat) : n + 0 = n := {hole}", "t").bare
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        site = await seen(lean, obligation)
    assert (site.goal, site.names, site.checks) == (GOAL, ("n",), checks)


async def test_what_the_users_file_traces_is_no_script_that_has_closed_the_hole(toolchain: Toolchain) -> None:
    claim = 'theorem t : 1 = 1 ∧ 2 = 2 := by\n  constructor\n  · sorry\n  · trace "architect:99"\n    rfl\n'
    obligation = place_of(TRACED + claim, "t").bare
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        trials = trials_of(obligation, await seen(lean, obligation), Closer())
        assert await trials.first(lean, ["assumption", "rfl"], PATIENCE) == Closed(1, ())


class Saying(AtOnce):
    """It accepts every script, and says something where it traces."""

    def __init__(self, text: str) -> None:
        super().__init__(GOAL)
        self.text = text

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        await asyncio.sleep(0)
        at = position(text, text.index(SAID))
        return Verdict(True, (Message(Severity.INFORMATION, at, at, self.text),), 0.0, (), {"t": frozenset()})


@pytest.mark.parametrize("number", ["2", "-1", "²", "99999"])
async def test_a_number_that_no_script_has_is_no_answer(number: str) -> None:
    trials = trials_of(OBLIGATION, Site(0, True, "  ", ""), Closer())
    async with pool_of(Saying(f"{SAID}{number}")).session() as lean:
        assert await trials.first(lean, ["rfl", "simp"], 1) is None


class Limited(AtOnce):
    """It stops at one part of a closer, and where that is not tried the first script closes the hole."""

    def __init__(self, part: str) -> None:
        super().__init__(GOAL)
        self.part = part

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        await asyncio.sleep(0)
        self.checks += 1
        if self.part in text:
            at = position(text, text.index(self.part) + 1)
            return Verdict(False, (Message(Severity.ERROR, at, at, "maximum recursion depth has been reached"),), 0.0)
        at = position(text, text.index(f"{SAID}0"))
        return Verdict(True, (Message(Severity.INFORMATION, at, at, f"{SAID}0"),), 0.0, (), {"t": frozenset()})


async def test_a_part_that_two_workers_find_to_hit_a_limit_costs_neither_its_script() -> None:
    closer = Closer(part=(CloserPart(name="deep", script="go deep"), CloserPart(name="rfl", script="rfl")))
    trials = trials_of(OBLIGATION, Site(0, True, "  ", ""), closer)
    async with pool_of(lean := Limited("go deep")).session() as session:
        both = [replace(trials).first(session, [f"{script}; {{closer}}"], 1) for script in ("skip", "intros")]
        assert await asyncio.gather(*both) == [Closed(0, ()), Closed(0, ())]
    assert lean.checks == 4


async def test_a_script_that_hits_a_limit_by_itself_is_not_tried_for_ever() -> None:
    trials = trials_of(OBLIGATION, Site(0, True, "  ", ""), Closer(part=(CloserPart(name="deep", script="go deep"),)))
    async with pool_of(Limited("go deep")).session() as lean:
        assert await trials.first(lean, ["(go deep); {closer}"], 1) is None
    assert trials.checks == 1


async def test_the_checks_of_two_workers_are_told_of_what_each_tried() -> None:
    tiers = tuple(Tier(name=script, scripts=(script,), batch=1) for script in ("rfl", "simp"))
    search = PortfolioSearch(pool_of(AtOnce(GOAL)), Portfolio(blanks={}, tier=tiers), OBLIGATION)
    assert [found async for found in search.candidates()] == []
    assert {a.method: (a.scripts, a.checks) for a in search.attempts} == {
        "portfolio: rfl": (1, 2),  # and the look
        "portfolio: simp": (1, 1),
    }
