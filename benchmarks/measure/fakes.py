"""Campaigns with no Lean for measurements: problems, graphs at random, and workers that only take time.

Everything is drawn from a seed, and every proof leans on all that its node uses, so that every node is needed.
"""
# What is asked of these workers they do not look at.
# ruff: noqa: ARG002

import asyncio
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.campaign.means import Means
from architect.campaign.node_work import Work
from architect.campaign.seats import Seats
from architect.planning.planner import State
from architect.planning.scripted import ScriptedPlanner
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Refusal
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits

MOST_USED_BY = 2  # nodes, by which each but the target is used, or one


@dataclass(frozen=True)
class Timed:
    """Workers that prove each node in its time: ``seconds`` by name, at once for what is not in it."""

    seconds: Mapping[str, float]
    toolchain_key: str = "none"

    async def settle(self, place: Place, blueprint: Blueprint, keys: Keys, node: Node, work: Work) -> State:
        await asyncio.sleep(self.seconds.get(node.name, 0))
        return State("proved", StoredProof(("simp",), {}, keys.uses(node)))

    async def faults(self, place: Place, blueprint: Blueprint, touched: Collection[str]) -> tuple[str, ...]:
        return ()

    async def refuted(self, place: Place, blueprint: Blueprint, names: Collection[str]) -> Collection[str]:
        return ()

    async def certify(self, place: Place, submission: Submission) -> Certificate | Refusal:
        return Certificate(
            theorem=submission.theorem, constant=submission.theorem, statement="", type="", axioms=(),
            official_sha256="", result_sha256="", lean="", toolchain="", toolchain_key="", checkers={}, seconds=0,
        )  # fmt: skip

    async def certify_disproof(self, place: Place, fills: tuple[str, ...]) -> Certificate | Refusal:
        return Refusal("kernel", "nothing is false here")


def problem(name: str) -> Place:
    parsed = parse_problem(f"theorem {name} (a b : Nat) : a + b = b + a := by\n  sorry\n", Path(f"{name}.lean"))
    [target] = parsed.targets()
    return Place(parsed, target, {})


def graph(chance: random.Random, place: Place, size: int) -> Blueprint:
    """So many nodes, the target among them; each other one is used by one or two that were drawn before it."""
    names = [place.name, *(f"{place.name}_{i}" for i in range(1, size))]
    uses: dict[str, list[str]] = {name: [] for name in names}
    for i, name in enumerate(names[1:], 1):
        for user in chance.sample(names[:i], min(i, chance.randint(1, MOST_USED_BY))):
            uses[user].append(name)
    return Blueprint(
        nodes=tuple(
            Node(
                name=name,
                kind=Kind.LEMMA if i else Kind.TARGET,
                lean=f"theorem {name} (a b : Nat) : a + b + {i} = b + (a + {i})" if i else "",
                uses=tuple(uses[name]),
            )
            for i, name in enumerate(names)
        )
    )


def means(workers: Timed, seats: Seats) -> Means:
    return Means(workers, ScriptedPlanner(), seats, Budget(Limits()), rounds=0)
