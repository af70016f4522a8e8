"""A blueprint brought to its end: draft, prove in parallel, refine from what failed, assemble, certify.

One loop takes events, one at a time: a node settled, a refiner answered. It is the owner of all tasks that it starts.
Nodes are known by what they state (`context.Keys`), so that what is proved stays proved whatever becomes of names and
edges, and the journal has each event before anything follows from it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from architect.blueprint import Blueprint, Kind, Node
from architect.context import Keys, Place, inserted, obligation_for, renamed
from architect.journal import Journal
from architect.planner import GiveUp, Planner, Proposal, Situation, State, edited
from architect.proofs import ProofCache, StoredProof
from architect.schedule import Seats, priority
from architect.skeleton import faults_in_lean
from prover.budget import Budget
from prover.errors import LimitReached, ModelFailed
from prover.gate import Certificate, Submission, certify
from prover.ladder import Method, Task, climb, diagnosis_of
from prover.lean.pool import Pool
from prover.obligation import Attempt, Blame, Diagnosis, Disproved, Obligation, Proved
from prover.prove import Gatekeeper

GATE_SECONDS = 300.0
REPAIRS = 4  # answers of a planner in a row that may be faulty
Word = Literal["certified", "disproved", "gave up", "out of rounds", "out of budget", "broken"]


@dataclass(frozen=True)
class Ending:
    """How a campaign ended, in a word and in a line; ``certificate`` exactly when it is certified or disproved.

    ``insert`` is what stands before the target in the result, ``fills`` what replaces its `sorry`s (or proves its
    negation).
    """

    word: Word
    reason: str
    blueprint: Blueprint | None
    states: Mapping[str, State]
    certificate: Certificate | None = None
    insert: str = ""
    fills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Means:
    """What a campaign works with; several campaigns may share all of it but the planner."""

    pool: Pool
    planner: Planner
    methods: Sequence[Method]
    refuting: Sequence[Method]
    seats: Seats
    proofs: ProofCache
    budget: Budget
    rounds: int = 16
    hint: str = ""


@dataclass(eq=False)
class Campaign:
    """One target. `run` may be called once."""

    place: Place
    means: Means
    journal: Journal
    tell: Callable[["Campaign"], None] = lambda _: None
    blueprint: Blueprint | None = None
    known: dict[str, State] = field(default_factory=dict)  # by key, all that was ever settled
    history: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._events: asyncio.Queue[Settled | Blueprint | GiveUp] = asyncio.Queue()
        self._refining: asyncio.Task[None] | None = None
        self._gave_up = ""
        self._refused: Diagnosis | None = None  # why the gate, or Lean, did not take the whole

    @property
    def states(self) -> dict[str, State]:
        """The state of each node, by name. A definition is what it is."""
        if self.blueprint is None:
            return {}
        keys = self._keys(self.blueprint)
        return {node.name: self._state(keys, node) for node in self.blueprint.nodes}

    def _state(self, keys: Keys, node: Node) -> State:
        """What is settled stays so while its statement does, and a proof while what it leans on is at hand."""
        if node.kind is Kind.DEFINITION:
            return State("proved")
        found = self.known.get(keys.statement(node), State())
        if found.status == "disproved" or (found.proof is not None and found.proof.used <= keys.uses(node)):
            return found
        return self.known.get(keys.of(node), State())

    async def run(self) -> Ending:
        """Work until there is an ending. Raises what Lean raises when it is not there."""
        ending: Ending | None = None
        try:
            async with asyncio.TaskGroup() as group:
                try:
                    ending = await self._to_the_end(group)
                finally:
                    self._cancel([*self._tasks.values(), *filter(None, [self._refining])])
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from failures
        assert ending is not None
        await self.journal.write("ended", word=ending.word, reason=ending.reason)
        return ending

    async def _to_the_end(self, group: asyncio.TaskGroup) -> Ending:
        if self.blueprint is None:
            self._refining = group.create_task(self._refine())
        self._start(group)
        while True:
            if (ending := await self._ending()) is not None:
                return ending
            if self._wants_refinement():
                self._refining = group.create_task(self._refine())
            self.tell(self)
            event = await self._next_event()
            if event is None:
                return self._ended("out of budget", "the time was over")
            if isinstance(event, Settled):
                await self._settle(event)
            else:
                self._refining = None
                await self._take(event)
            self._start(group)

    async def _next_event(self) -> "Settled | Blueprint | GiveUp | None":
        left = self.means.budget.left("seconds", wrap_up=True)
        try:
            async with asyncio.timeout(left if left != float("inf") else None):
                return await self._events.get()
        except TimeoutError:
            return None

    # what may follow from what is known
    def _start(self, group: asyncio.TaskGroup) -> None:
        """Give every open node a task, and end those of nodes that are no more, or build on something false."""
        if self.blueprint is None:
            return
        keys, states = self._keys(self.blueprint), self.states
        false = {name for name, state in states.items() if state.status == "disproved"}
        blocked = false.union(*(self.blueprint.above(name) for name in false))
        wanted = {
            keys.of(n): n
            for n in self.blueprint.order
            if n.kind is not Kind.DEFINITION and states[n.name].status == "open" and n.name not in blocked
        }
        self._cancel([task for key, task in self._tasks.items() if key not in wanted])
        self._tasks = {key: task for key, task in self._tasks.items() if key in wanted}
        for key, node in wanted.items():
            if key not in self._tasks:
                self._tasks[key] = group.create_task(self._work(self.blueprint, keys, node, key))

    def _wants_refinement(self) -> bool:
        if self._refining is not None or self._gave_up or self.blueprint is None:
            return False
        failed = [state.status for state in self.states.values() if state.status in ("stuck", "disproved")]
        if len(self.history) >= self.means.rounds or not (failed or self._refused):
            return False
        return self.means.planner.eager or "disproved" in failed or not self._tasks

    async def _ending(self) -> Ending | None:
        if self.blueprint is None:
            return self._ended("gave up", self._gave_up) if self._gave_up else None
        states = self.states
        target = self.blueprint.target
        if states[target.name].status == "disproved":
            return await self._disproved(states[target.name])
        needed = self._needed(states)
        if needed is not None and self._refused is None and (ending := await self._assemble(needed, states)):
            return ending
        if self._tasks or self._refining is not None or self._wants_refinement():
            return None
        if self._gave_up:
            return self._ended("gave up", self._gave_up)
        return self._ended("out of rounds", f"{self.means.rounds} refinements were not enough")

    def _needed(self, states: Mapping[str, State]) -> set[str] | None:
        """The nodes that the target's proof really rests on; None while one of them is not proved."""
        assert self.blueprint is not None
        keys = self._keys(self.blueprint)
        by_key = {keys.statement(node): node.name for node in self.blueprint.nodes}
        todo, needed = [self.blueprint.target.name], set[str]()
        while todo:
            name = todo.pop()
            if name not in needed:
                needed.add(name)
                if states[name].status != "proved":
                    return None
                proof = states[name].proof
                todo += [by_key[key] for key in proof.used] if proof else []
        return needed

    async def _assemble(self, needed: set[str], states: Mapping[str, State]) -> Ending | None:
        """The user's file with the nodes that it needs, before the gate; what the gate refuses goes to the refiner."""
        assert self.blueprint is not None
        blueprint, place = self.blueprint, self.place
        defined = {n.name for n in blueprint.nodes if n.kind is Kind.DEFINITION and n.name in blueprint.below(needed)}
        keys = self._keys(blueprint)
        written = {name: self._fills(keys, blueprint.by_name[name], states[name]) for name in needed - defined}
        text = inserted(blueprint, needed | defined, {name: fills[0] for name, fills in written.items()})
        fills = written[place.name]
        submission = Submission(place.name, {**place.done, **dict(zip(place.target.holes, fills, strict=True))}, text)
        judged = await certify(self.means.pool.toolchain, place.problem, submission, GATE_SECONDS)
        if isinstance(judged, Certificate):
            await self.journal.write("certified", certificate=judged.model_dump(mode="json", by_alias=True))
            return replace(self._ended("certified", ""), certificate=judged, insert=text, fills=fills)
        self._refused = Diagnosis(Blame.UNKNOWN, f"the whole is refused by the gate: {judged.step}: {judged.reason}")
        await self.journal.write("refused", step=judged.step, reason=judged.reason)
        return None

    def _fills(self, keys: Keys, node: Node, state: State) -> tuple[str, ...]:
        """A node's proof in the words of today: what it names may be called otherwise than when it was found."""
        assert state.proof is not None
        return spoken(state.proof, keys.names(node))

    async def _disproved(self, state: State) -> Ending:
        """The target's negation, before the gate too."""
        assert state.proof is not None
        fills = state.proof.fills
        gate = Gatekeeper(self.means.pool.toolchain, self.place.problem, self.place.target, self.place.done)
        if (refusal := await gate.disproof(fills)) is not None:
            return self._ended("gave up", f"Lean accepts a disproof of the target, and the gate refuses it: {refusal}")
        [certificate] = gate.certificates.values()
        return replace(self._ended("disproved", ""), certificate=certificate, fills=fills)

    def _ended(self, word: Word, reason: str) -> Ending:
        return Ending(word, reason, self.blueprint, self.states)

    # events
    async def _settle(self, settled: "Settled") -> None:
        """A node is settled: written down first, then known."""
        await self.journal.write("node", **settled.as_json())
        self.known |= settled.known()
        self._tasks.pop(settled.key, None)

    async def _take(self, proposal: Blueprint | GiveUp) -> None:
        """A planner's answer, already checked."""
        if isinstance(proposal, GiveUp):
            self._gave_up = proposal.reason
            await self.journal.write("gave up", reason=proposal.reason)
            return
        await self.journal.write("blueprint", blueprint=proposal.model_dump(mode="json"))
        self.blueprint, self._refused = proposal, None

    # tasks
    async def _work(self, blueprint: Blueprint, keys: Keys, node: Node, key: str) -> None:
        """Settle one node: a proof of before, a quick disproof, then the methods, cheapest first."""
        obligation = obligation_for(self.place, blueprint, node)
        statement = keys.statement(node)
        doubtful = any(state.status == "stuck" for state in (self.known.get(statement), self.known.get(key)) if state)
        async with self.means.seats.seat(self, priority(blueprint, node.name, doubtful)):
            state = await self._worked(obligation, keys, node)
        self._events.put_nowait(Settled(key, statement, state))

    async def _worked(self, obligation: Obligation, keys: Keys, node: Node) -> State:
        judge, names = Acceptance(self.means.pool, obligation), keys.names(node)

        def proved(fills: tuple[str, ...]) -> State:
            used = frozenset(key for key, name in names.items() if self.place.full(name) in judge.used[fills])
            return State("proved", StoredProof(fills, names, used))

        stored = self.means.proofs.get(keys.statement(node))
        if stored is not None and stored.used <= keys.uses(node):
            fills = spoken(stored, names)
            if len(fills) == obligation.holes and await judge.proof(fills) is None:
                return proved(fills)
        task = Task(self.means.pool, obligation, judge, self.means.budget, self.attempts)
        refuted = await climb(self.means.refuting, task)
        outcome = refuted if isinstance(refuted, Disproved) else await climb(self.means.methods, task)
        match outcome:
            case Proved(fills):
                state = proved(fills)
                assert state.proof is not None
                self.means.proofs.put(keys.statement(node), state.proof)
                return state
            case Disproved(fills):
                return State("disproved", StoredProof(fills, {}))
            case _:
                return State("stuck", diagnosis=diagnosis_of(outcome))

    async def _refine(self) -> None:
        self._events.put_nowait(await self._proposal())

    async def _proposal(self) -> Blueprint | GiveUp:
        """A draft or a refinement that stands up to all checks, or why there is none."""
        faults: tuple[str, ...] = ()
        states = self.states
        if self._refused is not None:
            states[self.place.name] = State("stuck", diagnosis=self._refused)
        for _ in range(REPAIRS):
            situation = Situation(
                self.means.pool, self.place, self.means.budget, self.blueprint, states,
                tuple(self.history), faults, self.means.hint,
            )  # fmt: skip
            planner = self.means.planner
            try:
                answer = await (planner.draft if self.blueprint is None else planner.refine)(situation)
            except (ModelFailed, LimitReached) as failure:
                return GiveUp(str(failure))
            if isinstance(answer, GiveUp):
                return answer
            found = await self._checked(answer)
            if isinstance(found, Blueprint):
                if self.blueprint is not None:
                    self.history.append(_summary(self.blueprint, found))
                return found
            faults = found
        return GiveUp(f"the planner's answers have faults: {faults[0].splitlines()[0]}")

    async def _checked(self, answer: Proposal) -> Blueprint | tuple[str, ...]:
        """The blueprint that an answer makes, or its faults."""
        assert not isinstance(answer, GiveUp)
        made = answer if isinstance(answer, Blueprint) else edited(self._now(), answer)
        if not isinstance(made, Blueprint):
            return made
        if faults := made.faults(self.place.name):
            return faults
        keys = self._keys(made)
        meant = {keys.of(n): n.name for n in made.nodes}
        old = {self._keys(self.blueprint).of(n) for n in self.blueprint.nodes} if self.blueprint else set()
        if meant.keys() == old:
            return ("this changes nothing but names or words: state other lemmas, or let nodes use other ones",)
        return (
            await faults_in_lean(
                self.means.pool, self.place, made, [name for key, name in meant.items() if key not in old]
            )
            or made
        )

    def _now(self) -> Blueprint:
        return self.blueprint or Blueprint(nodes=(Node(name=self.place.name, kind=Kind.TARGET),))

    def _keys(self, blueprint: Blueprint) -> Keys:
        return Keys(self.means.pool.toolchain.key, self.place, blueprint)

    def _cancel(self, tasks: Sequence["asyncio.Task[None]"]) -> None:
        for task in tasks:
            task.cancel()


@dataclass(frozen=True)
class Settled:
    """A node is settled. ``key`` is what its prover saw, ``statement`` what it states (`context.Keys`)."""

    key: str
    statement: str
    state: State

    def known(self) -> dict[str, State]:
        """Under which keys this is known: a failure says something only of all that the prover saw."""
        return {self.key: self.state} if self.state.status == "stuck" else {self.statement: self.state}

    def as_json(self) -> dict[str, object]:
        state, why = self.state, self.state.diagnosis
        return {
            "key": self.key,
            "statement": self.statement,
            "status": state.status,
            "proof": state.proof.as_json() if state.proof else None,
            "diagnosis": {"blame": why.blame, "words": why.words, "lemmas": why.lemmas} if why else None,
        }

    @staticmethod
    def from_json(found: Mapping[str, Any]) -> "Settled":
        """Raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        why, proof = found["diagnosis"], found["proof"]
        diagnosis = Diagnosis(Blame(why["blame"]), why["words"], tuple(why["lemmas"])) if why else None
        state = State(found["status"], StoredProof.from_json(proof) if proof else None, diagnosis)
        return Settled(found["key"], found["statement"], state)


def spoken(proof: StoredProof, names: Mapping[str, str]) -> tuple[str, ...]:
    """The fills of a proof where what it names (by key) is called as in `names`."""
    new = {old: names[key] for key, old in proof.names.items() if key in names and names[key] != old}
    return tuple(renamed(fill, new) for fill in proof.fills) if new else proof.fills


class Acceptance:
    """The judge of a node: Lean, and nobody else yet (the gate judges the whole). It notes what a proof really used."""

    def __init__(self, pool: Pool, obligation: Obligation) -> None:
        self._pool, self._obligation = pool, obligation
        self.used: dict[tuple[str, ...], frozenset[str]] = {}

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        axioms = await self._axioms(self._obligation, fills)
        if axioms is None or not axioms <= self._obligation.allowed:
            return "Lean does not accept it any more"
        self.used[fills] = axioms & self._obligation.axioms
        return None

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        negation = self._obligation.negation()
        axioms = await self._axioms(negation, fills)
        return None if axioms is not None and axioms <= negation.allowed else "Lean does not accept it any more"

    async def _axioms(self, obligation: Obligation, fills: tuple[str, ...]) -> frozenset[str] | None:
        async with self._pool.session(obligation.header) as lean:
            verdict = await lean.check(obligation.text(fills), axioms=(obligation.name,))
        return verdict.axioms.get(obligation.name) if verdict.accepted else None


def _summary(before: Blueprint, after: Blueprint) -> str:
    """What a refinement did, in a line for the next one."""
    old, new = before.by_name, after.by_name
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    changed = [name for name in new if name in old and new[name] != old[name]]
    parts = [("added", added), ("removed", removed), ("changed", changed)]
    return "; ".join(f"{word} {', '.join(names)}" for word, names in parts if names)
