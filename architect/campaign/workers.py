"""What a campaign asks of Lean and of the provers, as a Protocol, and its real answer: live Leans, methods, the gate.

A node's judge here is Lean alone, which says which lemmas a proof leans on; the gate judges the whole.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from architect.blueprint.context import obligation_for, without_lemmas
from architect.blueprint.given import given_proof
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache, StoredProof
from architect.blueprint.skeleton import faults_in_lean
from architect.campaign.acceptance import Acceptance, spoken
from architect.campaign.node_work import Work
from architect.planning.draft import Critic
from architect.planning.planner import State
from prover.gate.candidate import Submission, disproving
from prover.gate.certificate import Certificate, Refusal
from prover.gate.gate import certify
from prover.gate.screen import screen_proof
from prover.lean.live.pool import Pool
from prover.lean.live.site import Site
from prover.llm.transcript import Transcribing, untold
from prover.methods.ladder import Ladder, Method, Task, beside, climb, diagnosis_of
from prover.methods.trimmed import trimmed
from prover.text.place import Place
from prover.text.statements import proof_expected
from prover.words.budget import LEAST_SHARE, Budget, Limits
from prover.words.errors import LeanFailed
from prover.words.obligation import Obligation
from prover.words.outcome import Attempt, Broken, Disproved, Outcome, OutOfBudget, Proved, Unproved, worth_keeping
from prover.words.verdict import Died

NODE_SHARE = 0.25  # of the time that is left, for one node
OF_BEFORE = "cache of proofs"  # the method of a proof that was kept, before the one that found it
OF_DOCUMENT = "the proof that is there"  # the method of a proof that the blueprint's document gives


class Workers(Critic, Protocol):
    """Everything that takes time in a campaign, bar planning. Raises what Lean raises when it is not there."""

    async def settle(self, place: Place, blueprint: Blueprint, keys: Keys, node: Node, work: Work) -> State:
        """What became of a node; what was tried is in the ``work``'s attempts, also when this is cancelled.

        Once that is ``unwanted`` nothing more is begun, and what is being judged is judged to its end.
        """

    async def certify(self, place: Place, submission: Submission) -> Certificate | Refusal:
        """The gate's word on the whole."""

    async def certify_disproof(self, place: Place, fills: tuple[str, ...]) -> Certificate | Refusal:
        """The gate's word on fills of the target's negation."""


Stood = tuple[int, str]  # the number of a refuter, and a statement's key


@dataclass(frozen=True)
class Noting:
    """A refuter that notes what stood it: what it was cut off at did not."""

    refuter: Method
    stood: set[Stood]
    note: Stood

    async def run(self, task: Task) -> Outcome | Died:
        found = await self.refuter.run(task)
        if isinstance(found, Unproved):
            self.stood.add(self.note)
        return found


@dataclass(frozen=True)
class LeanWorkers:
    """The real ones; several campaigns may share them.

    ``methods`` and ``refuting`` are for every node, ``direct`` for the target by itself, where nothing else is planned.
    A statement that ``stood`` all that a refuter had is not given to it again when it is tried with other lemmas.
    ``transcribing`` writes down what is said of a node, ``hint`` is the user's proof in words, ``sketch`` a model's.
    A lemma at which all methods came to nothing is tried by its ``negation``, where it was not ``denied`` before.
    """

    pool: Pool
    methods: Ladder
    refuting: Sequence[Method]
    proofs: ProofCache
    budget: Budget
    direct: Ladder = ()
    stood: set[Stood] = field(default_factory=set)
    transcribing: Callable[[str], Transcribing] = lambda _: untold
    hint: str = ""
    sketch: Callable[[], str] = str
    negation: Method | None = None
    denied: set[str] = field(default_factory=set)

    @property
    def toolchain_key(self) -> str:
        return self.pool.toolchain.key

    async def settle(self, place: Place, blueprint: Blueprint, keys: Keys, node: Node, work: Work) -> State:
        """The document's proof, or one of before, else what the methods come to, and a quick disproof beside them."""
        obligation = obligation_for(place, blueprint, node)
        judge = Acceptance(self.pool, obligation, place, keys.names(node))
        try:
            there = await self._given(obligation, judge, node, work)
            there = there or await self._remembered(obligation, judge, keys, node)
        finally:
            await judge.close()
        if there is not None:
            state, attempt = there
            work.attempts.append(attempt)
            return state
        refuting = self._refuting(keys.statement(node))
        alone = bool(self.direct) and node.kind is Kind.TARGET and not node.uses  # it goes on beside all else
        ladder = self.direct if alone else beside(refuting, self.methods)
        share = 1.0 if alone or work.last else NODE_SHARE
        seconds = max(self.budget.left("seconds") * share, LEAST_SHARE)
        budget = self.budget.part(Limits(seconds=seconds if seconds != float("inf") else None))
        task = Task(
            self.pool,
            obligation,
            judge,
            budget,
            work.attempts,
            work.unwanted,
            at_work=work.at_work,
            transcribing=self.transcribing(node.name),
        )
        proved = frozenset(map(place.full, work.proved)) & obligation.axioms
        task.obligation = replace(obligation, hint=self.hint, hint_of=place.name, sketch=self.sketch(), proved=proved)
        outcome = await climb(ladder, task)
        cut_off = share < 1 and budget.left("seconds") <= 0
        if node.kind is Kind.LEMMA and isinstance(outcome, Unproved | OutOfBudget):
            bare = obligation_for(place, blueprint, without_lemmas(blueprint, node))
            outcome = await self._by_negation(task, bare, keys.statement(node), outcome)
        state = State("stuck", diagnosis=diagnosis_of(outcome))
        if isinstance(outcome, Proved):
            found_by = next((attempt.method for attempt in reversed(work.attempts) if attempt.succeeded), "")
            proof = judge.accepted[outcome.fills]
            if not work.unwanted.done():
                proof = await self._trimmed(obligation, judge, proof, budget.left("seconds", wrap_up=True))
            proof = replace(proof, method=found_by)
            state = State("proved", proof)
            await asyncio.to_thread(self.proofs.put, keys.statement(node), proof)
        elif isinstance(outcome, Disproved):
            state = State("disproved", judge.accepted[outcome.fills])
        work.cut_off = cut_off and state.status == "stuck"
        return state

    async def _by_negation(
        self, task: Task, bare: Obligation, statement: str, outcome: Unproved | OutOfBudget
    ) -> Outcome:
        """What became of a lemma once its negation was tried, once in a run; ``bare`` says nothing of its proof."""
        is_over = self.budget.left("seconds") <= 0 or task.unwanted.done()
        if self.negation is None or statement in self.denied or is_over:
            return outcome
        found = await climb([self.negation], replace(task, obligation=bare, budget=self.budget))
        if not task.unwanted.done():
            self.denied.add(statement)
        if isinstance(found, Broken):
            words = f"{outcome.diagnosis.words}\nits negation was not tried to the end: {found.reason}"
            return replace(outcome, diagnosis=replace(outcome.diagnosis, words=words))
        return found if isinstance(found, Proved | Disproved) else outcome

    async def _trimmed(self, obligation: Obligation, judge: Acceptance, proof: StoredProof, left: float) -> StoredProof:
        """The proof without what it does not need, where that is accepted too: nothing that happens here loses it."""
        try:
            with suppress(LeanFailed):
                shorter = await trimmed(self.pool, obligation, proof.fills, left)
                if shorter != proof.fills and await judge.proof(shorter) is None:
                    return judge.accepted[shorter]
        finally:
            await judge.close()
        return proof

    def _refuting(self, statement: str) -> list[Method]:
        """The refuters that a statement did not stand yet."""
        stood = ((number, statement) for number in range(len(self.refuting)))
        pairs = zip(self.refuting, stood, strict=True)
        return [Noting(method, self.stood, each) for method, each in pairs if each not in self.stood]

    async def _given(
        self, obligation: Obligation, judge: Acceptance, node: Node, work: Work
    ) -> tuple[State, Attempt] | None:
        """The node with the proof that its document gives, if Lean takes that; it passes the screen before.

        What Lean has against it is among the ``work``'s attempts.
        """
        began, checks = time.monotonic(), 0
        if not (given := given_proof(node)) or obligation.holes != 1:
            return None
        before, after = (piece.split("\n")[end] for piece, end in zip(obligation.pieces, (-1, 0), strict=True))
        site = Site(0, proof_expected(obligation.pieces[0]) == "tactics", before, after)
        for text in site.places(given):
            if screen_proof(text):
                continue
            checks += 1
            if await judge.proof((text,)) is None:
                proof = replace(judge.accepted[(text,)], method=OF_DOCUMENT)
                return State("proved", proof), Attempt(OF_DOCUMENT, 1, checks, time.monotonic() - began, True)
        took, heard = time.monotonic() - began, worth_keeping(judge.heard)
        work.attempts.append(Attempt(OF_DOCUMENT, 1, checks, took, False, messages=heard))
        return None

    async def _remembered(
        self, obligation: Obligation, judge: Acceptance, keys: Keys, node: Node
    ) -> tuple[State, Attempt] | None:
        """The node as an earlier run proved it, if what that proof leans on is at hand and Lean still takes it.

        What was stored is a stranger's text: it passes the screen before Lean sees it.
        """
        began = time.monotonic()
        stored = await asyncio.to_thread(self.proofs.get, keys.statement(node))
        if stored is None or not stored.used <= keys.uses(node):
            return None
        fills = spoken(stored, keys.names(node))
        if len(fills) != obligation.holes or any(screen_proof(fill) for fill in fills):
            return None
        if await judge.proof(fills) is not None:
            return None
        found_by = f"{OF_BEFORE}: {stored.method}" if stored.method else OF_BEFORE
        proof = replace(judge.accepted[fills], method=stored.method)
        return State("proved", proof), Attempt(found_by, 1, 1, time.monotonic() - began, True)

    async def faults(self, place: Place, blueprint: Blueprint, touched: Collection[str]) -> tuple[str, ...]:
        return await faults_in_lean(self.pool, place, blueprint, touched)

    async def refuted(self, place: Place, blueprint: Blueprint, names: Collection[str]) -> Collection[str]:
        keys, found = Keys(self.toolchain_key, place, blueprint), list[str]()
        for node in (node for node in blueprint.order if node.name in names):
            obligation = obligation_for(place, blueprint, node)
            task = Task(self.pool, obligation, Acceptance(self.pool, obligation, place, {}), self.budget)
            if isinstance(await climb(self._refuting(keys.statement(node)), task), Disproved):
                found.append(node.name)
        return found

    async def certify(self, place: Place, submission: Submission) -> Certificate | Refusal:
        [judged] = await certify(self.pool.toolchain, submission.into(place.problem))
        return judged

    async def certify_disproof(self, place: Place, fills: tuple[str, ...]) -> Certificate | Refusal:
        [judged] = await certify(self.pool.toolchain, disproving(place, fills))
        return judged
