"""Workers of which any outcome can be had, in any order; for what Lean will not show on demand."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.campaign.node_work import Work
from architect.planning.planner import State
from prover.gate.candidate import Submission
from prover.gate.certificate import Certificate, Refusal
from prover.text.place import Place
from prover.words.outcome import Attempt, Blame, Diagnosis

STUCK = State("stuck", diagnosis=Diagnosis(Blame.UNKNOWN, "no idea"))
DISPROVED = State("disproved", StoredProof(("decide",), {}))
REFUSED = Refusal("kernel", "no")
CERTIFICATE = Certificate(
    theorem="t", constant="t", statement="", type="", axioms=(), official_sha256="", result_sha256="", lean="",
    toolchain="", toolchain_key="", checkers={}, seconds=0.0,
)  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """What is to be settled."""

    blueprint: Blueprint
    keys: Keys
    node: Node

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def lemmas(self) -> dict[str, str]:
        """The lemmas that it may use: key → name."""
        known = self.blueprint.by_name
        return {self.keys.statement(known[n]): n for n in self.node.uses if known[n].kind is Kind.LEMMA}

    def proved(self, *used: str) -> State:
        """A proof that leans on these lemmas."""
        keys = frozenset(key for key, name in self.lemmas.items() if name in used)
        return State("proved", StoredProof((f"exact [{', '.join(sorted(used))}]",), self.keys.names(self.node), keys))


def always_certified(_: Submission) -> Certificate | Refusal:
    return CERTIFICATE


@dataclass
class FakeWorkers:
    """``outcome`` says what becomes of a node, and ``asked`` hears of each before there is time for anything else.

    ``started``, ``ended`` and ``cancelled`` tell of all that were asked.
    """

    outcome: Callable[[Sight], Awaitable[State]]
    judge: Callable[[Submission], Certificate | Refusal] = always_certified
    against: Callable[[Blueprint], tuple[str, ...]] = lambda _: ()
    asked: Callable[[Sight], None] = lambda _: None
    doubt: Callable[[Blueprint], int] = lambda _: 0  # how many of its lemmas are refuted at once
    false: Collection[str] = ()  # lemmas that always are
    toolchain_key: str = "fake"
    started: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    submitted: list[Submission] = field(default_factory=list)
    tried: Collection[Attempt] = ()  # at every node
    cut_off: Collection[str] = ()  # nodes that have too little time, except for their last try
    judging: Collection[str] = ()  # nodes that are being judged as soon as they are at work
    left: asyncio.Event = field(default_factory=asyncio.Event)  # one of these is not wanted any more
    most: int = 0  # that were at work at once

    async def settle(self, place: Place, blueprint: Blueprint, keys: Keys, node: Node, work: Work) -> State:
        """What is in ``judging`` goes on when it is unwanted, all else is cancelled."""
        self.started.append(node.name)
        work.attempts += self.tried
        if node.name in self.cut_off and not work.last:
            work.cut_off = True
            self.ended.append(node.name)
            return STUCK
        self.most = max(self.most, len(self.started) - len(self.ended))
        sight = Sight(blueprint, keys, node)
        self.asked(sight)
        working = asyncio.ensure_future(self.outcome(sight))

        def leave(_: object) -> None:
            if node.name in self.judging:
                self.left.set()
            elif working.cancel():
                self.cancelled.append(node.name)

        work.unwanted.add_done_callback(leave)
        try:
            with work.at_work.named("a fake method"):
                return await working
        except asyncio.CancelledError:
            if not work.unwanted.done():
                self.cancelled.append(node.name)
                raise
            return STUCK
        finally:
            working.cancel()
            self.ended.append(node.name)

    async def faults(self, place: Place, blueprint: Blueprint, touched: Collection[str]) -> tuple[str, ...]:
        await asyncio.sleep(0)
        return self.against(blueprint)

    async def refuted(self, place: Place, blueprint: Blueprint, names: Collection[str]) -> Collection[str]:
        await asyncio.sleep(0)
        return {*self.false, *[*names][: self.doubt(blueprint)]} & {*names}

    async def certify(self, place: Place, submission: Submission) -> Certificate | Refusal:
        await asyncio.sleep(0)
        self.submitted.append(submission)
        return self.judge(submission)

    async def certify_disproof(self, place: Place, fills: tuple[str, ...]) -> Certificate | Refusal:
        await asyncio.sleep(0)
        return self.judge(Submission(place.name, {}, *fills))
