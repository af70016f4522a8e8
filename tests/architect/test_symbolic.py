"""The planner that needs no model: by induction and generalisation it finds the lemmas that a theorem takes."""

from pathlib import Path

import pytest

from architect.blueprint import Blueprint, Kind
from architect.campaign import Campaign, Means
from architect.planner import Situation
from architect.proofs import ProofCache
from architect.schedule import Seats
from architect.symbolic import Symbolic
from architect.workers import LeanWorkers
from prover.budget import Budget, Limits
from prover.certificate import Certificate
from prover.lean.pool import Limits as PoolLimits
from prover.lean.pool import Pool
from prover.lean.toolchain import Toolchain
from prover.methods import ByPortfolio
from prover.portfolio.scripts import load_portfolio
from prover.refutation import BySmallCases
from tests.architect.bench import Events, place_of
from tests.architect.naturals import PREAMBLE, STATEMENTS, file
from tests.sampling import sampled

SECONDS = 3000  # of one campaign: many times what it takes


@pytest.mark.parametrize("name", sampled(STATEMENTS, str))
async def test_it_finds_and_proves_by_itself(toolchain: Toolchain, tmp_path: Path, name: str) -> None:
    place = place_of(file(name))
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        budget = Budget(Limits(seconds=SECONDS))
        methods = [ByPortfolio(load_portfolio("embedded"))]
        workers = LeanWorkers(pool, methods, [BySmallCases()], ProofCache(tmp_path), budget)
        campaign = Campaign(place, Means(workers, Symbolic(pool), Seats(2), budget, 40), Events())
        ending = await campaign.run()
    assert (ending.word, ending.reason) == ("certified", "")
    assert isinstance(ending.certificate, Certificate)
    assert ending.submission is not None
    assert "sorry" not in ending.submission.inserted


async def test_what_an_induction_leaves_over_becomes_a_lemma(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place_of(file("reverse_reverse")), Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    lemmas = [node for node in drafted.nodes if node.kind is Kind.LEMMA]
    assert drafted.target.uses == tuple(node.name for node in lemmas)
    assert any("append" in node.lean and "reverse" in node.lean for node in lemmas)


async def test_where_no_induction_is_possible_the_draft_is_the_bare_target(toolchain: Toolchain) -> None:
    place = place_of(f"{PREAMBLE}theorem t : add N.zero N.zero = N.zero := by\n  sorry\n")
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        drafted = await Symbolic(pool).draft(Situation(place, Budget(Limits())))
    assert isinstance(drafted, Blueprint)
    assert [node.kind for node in drafted.nodes] == [Kind.TARGET]
