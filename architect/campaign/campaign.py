"""A blueprint brought to its end: draft, prove in parallel, refine from what failed, assemble, certify.

One loop takes events, one at a time: a node settled, a refiner answered. It is the owner of all tasks that it starts.
Nodes are known by what they state (`keys.Keys`), so that what is proved stays proved whatever becomes of names and
edges, and the journal has each event before anything follows from it. No Lean and no model is named here.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.campaign.assemble import assembled, needed
from architect.campaign.ending import Ending, disproof_ending, ending_without, whole_ending
from architect.campaign.events import BlueprintDrawn, CampaignEvent, NodeSettled, Record, WholeRefused
from architect.campaign.means import Means, PlanningEvent, Relay
from architect.campaign.node_work import CutOff, Work
from architect.campaign.past import Past
from architect.campaign.seats import LAST, Priority, priority, to_be_tried
from architect.planning.planner import GiveUp, Refuted, State, states_of
from architect.planning.refine import summary
from architect.planning.wishes import Grown, Wishes
from prover.gate.certificate import Certificate, Uncertified
from prover.text.place import Place
from prover.words.errors import LimitReached, ModelFailed
from prover.words.outcome import Blame, Diagnosis
from prover.words.plain import counted
from prover.words.tasks import task_group


@dataclass(eq=False)
class Campaign:
    """One target, from what the ``past`` came to. `run` may be called once; ``tell`` hears of it after each event."""

    place: Place
    means: Means
    record: Record[CampaignEvent]
    tell: Callable[["Campaign"], None] = lambda _: None
    past: Past = field(default_factory=Past)

    def __post_init__(self) -> None:
        bare = Blueprint(nodes=(Node(name=self.place.name, kind=Kind.TARGET),))
        self.drawn = self.past.blueprint is not None
        self._relay = Relay(self.means, len(self.past.history))
        # What an eager planner has to wait for, the target as it is need not.
        self.blueprint = self.past.blueprint or (bare if self._relay.eager else None)
        self._bare, self._bare_keys = bare, Keys(self.means.workers.toolchain_key, self.place, bare)
        self._alone = self._bare_keys.of(bare.target)
        self.known, self.settled = {**self.past.known}, 0  # by key all that was ever settled, and how often since
        self.history: list[str] = [*self.past.history]
        self.attempts, self.tried = [*self.past.attempts], {**self.past.tried}
        self.works: dict[str, Work] = {}
        self._leaving: set[Work] = set()  # nobody wants more of them than what is being judged
        self._events: asyncio.Queue[NodeSettled | PlanningEvent | Work] = asyncio.Queue()
        self.planning: asyncio.Task[None] | None = None
        self._refused: Diagnosis | None = None  # why the gate did not take the whole
        self.refusals: list[str] = []  # all that the gate had against a whole, with its step
        self._earlier: list[frozenset[str]] = []  # what each blueprint until now meant
        self._doubted: set[str] = set()  # statements that failed once
        self._wishes, self._cut_off = Wishes(pending=bool(self.known)), CutOff()
        for blueprint in self.past.earlier:
            self._keys_of(blueprint)
        self._keys = self._keys_of(self.blueprint)

    @property
    def states(self) -> dict[str, State]:
        """The state of each node, by name. A definition is what it is, and a target that the gate refuses is stuck."""
        states = states_of(self.blueprint, self._keys, self.known) if self.blueprint else {}
        if self._refused is not None and states[self.place.name].status == "proved":
            states[self.place.name] = State("stuck", diagnosis=self._refused)
        return states

    def _keys_of(self, blueprint: Blueprint | None) -> Keys:
        keys = Keys(self._relay.means.workers.toolchain_key, self.place, blueprint or Blueprint(nodes=()))
        self._earlier.append(keys.meaning)
        if blueprint is not None:
            self._wishes.see(blueprint, keys)
        return keys

    async def run(self) -> Ending:
        """Work until there is an ending. Raises what Lean raises when it is not there."""
        async with task_group() as group:
            try:
                ending = await self._to_the_end(group)
                while not self._events.empty():  # what settled while the gate judged
                    if isinstance(event := self._events.get_nowait(), NodeSettled):
                        await self._settle(event)
                return ending
            finally:
                for task in filter(None, [self.planning, *(w.task for w in [*self.works.values(), *self._leaving])]):
                    task.cancel()

    async def _to_the_end(self, group: asyncio.TaskGroup) -> Ending:
        while True:
            self._start_nodes(group)
            if (ending := await self._ending()) is not None:
                return ending
            if not self.works:  # some may be open again
                self._start_nodes(group)
            if self._wants_planning():
                self.planning = group.create_task(self._plan())
            self.tell(self)
            if (event := await self._next_event()) is not None:
                await self._hear(event)
            elif self._relay.means.budget.left("seconds", wrap_up=True) <= 0:
                return await self._after_time()

    async def _after_time(self) -> Ending:
        """What was being judged when the time was over is judged to its end, and counts."""
        for key in list(self.works):
            self._leave(key)
        while self._leaving or not self._events.empty():
            await self._hear(await self._events.get())
            if (ending := await self._reached()) is not None:
                return ending
        return Ending("out of budget", "the time was over")

    async def _hear(self, event: NodeSettled | PlanningEvent | Work) -> None:
        match event:
            case Work():  # it was left, and is over
                self._leaving.discard(event)
            case NodeSettled():
                await self._settle(event)
            case _:
                await self._take(event)

    async def _next_event(self) -> NodeSettled | PlanningEvent | Work | None:
        """What happens next; None where that is nothing before the time is over, or another planner's begins."""
        left = self._relay.means.budget.left("seconds", wrap_up=True)
        if self.planning is None:
            left = min(left, self._relay.seconds)
        try:
            async with asyncio.timeout(left if left != float("inf") else None):
                return await self._events.get()
        except TimeoutError:
            return None

    # what follows from what is known
    def _start_nodes(self, group: asyncio.TaskGroup) -> None:
        """Give every open node a task, and end those of nodes that are no more, or build on something false."""
        if (blueprint := self.blueprint) is None:
            return
        keys = self._keys
        wanted = {keys.of(node): node for node in to_be_tried(blueprint, self.states)}
        # The target as it is goes on beside the target with lemmas.
        for key in self.works.keys() - wanted.keys() - {self._alone}:
            self._leave(key)
        starting = []
        for key in wanted.keys() - self.works.keys():
            doubtful = keys.statement(wanted[key]) in self._doubted  # it failed with other lemmas at hand
            starting.append((priority(blueprint, wanted[key].name, doubtful), key))
        for first, key in sorted(starting):
            self._start(group, key, blueprint, keys, wanted[key], first)
        alone = states_of(self._bare, self._bare_keys, self.known)[self.place.name]
        if self._relay.eager and alone.status == "open" and self._alone not in self.works:
            self._start(group, self._alone, self._bare, self._bare_keys, self._bare.target, LAST)

    def _start(
        self, group: asyncio.TaskGroup, key: str, blueprint: Blueprint, keys: Keys, node: Node, first: Priority
    ) -> None:
        work = self.works[key] = Work(node.name, lambda: self.tell(self), last=key in self._cut_off.again)
        work.task = group.create_task(self._work(work, blueprint, keys, node, first))

    def _leave(self, key: str) -> None:
        """Want no more of a node than what is being judged; one that is not at work yet, not even that."""
        work = self.works.pop(key, None)
        if work is not None and work.leave():
            self._leaving.add(work)

    @property
    def _grows(self) -> bool:
        """Whether something that failed may want lemmas that it has not, which come before other plans."""
        return self.blueprint is not None and self._wishes.pending and self._relay.means.wanted > 0

    def _wants_planning(self) -> bool:
        if self.planning is None and self._relay.seconds <= 0:
            self._relay.go_on()
        if self.planning is not None or (self._relay.end is not None and not self._grows):
            return False
        if self._grows or not self.drawn or (self._relay.new and not self._relay.trying):
            return True
        failed = {state.status for state in self.states.values()} & {"stuck", "disproved"}
        if self._relay.rounds >= self._relay.means.rounds or not failed:
            return False
        return self._relay.means.planner.eager or "disproved" in failed or not self.works

    async def _ending(self) -> Ending | None:
        if (ending := await self._reached()) is not None:
            return ending
        if self.works or self._leaving or self.planning is not None or self._wants_planning():
            return None
        within = f"not proved within {counted(len(self.history), 'refinement')}"
        self._relay.end = self._relay.end or Ending("out of rounds", within)
        if (self._relay.is_last and self._tries_again()) or self._relay.go_on():
            return None
        end = self._relay.last_word
        return end if self._refused is None else replace(end, reason=f"{self._refused.words}; {end.reason}")

    def _tries_again(self) -> bool:
        """Whether there is time for nodes that had too little of it; these are open again."""
        keys = {self._keys.of(node) for node in self.blueprint.order} if self.blueprint else set()
        again = self._cut_off.tried_again(keys, self._relay.means.budget.left("seconds"))
        self.known = {key: state for key, state in self.known.items() if key not in again}
        return bool(again)

    async def _reached(self) -> Ending | None:
        """The end that is sought: the target proved or disproved, and certified."""
        if self.blueprint is None:
            return None
        states = self.states
        if states[self.place.name].status == "disproved":
            return await disproof_ending(self._relay.means.workers, self.place, states[self.place.name])
        names = needed(self.blueprint, self._keys, states)
        return await self._certified(names, states) if names is not None and self._refused is None else None

    async def _certified(self, names: set[str], states: Mapping[str, State]) -> Ending | None:
        """The whole before the gate; what it refuses is a defect that goes to the refiner."""
        assert self.blueprint is not None
        submission = assembled(self.place, self.blueprint, self._keys, names, states)
        judged = await self._relay.means.workers.certify(self.place, submission)
        if isinstance(judged, Certificate | Uncertified):
            return whole_ending(judged, submission)
        await self.record.write(WholeRefused(step=judged.step, reason=judged.reason))
        self.refusals.append(f"{judged.step}: {judged.reason}")
        self._refused = Diagnosis(Blame.UNKNOWN, f"the gate refuses the whole: {self.refusals[-1]}")
        return None

    # events: written down first, then acted on
    async def _settle(self, settled: NodeSettled) -> None:
        await self.record.write(settled)
        self.known |= settled.known()
        self.settled += 1
        self.attempts += settled.attempts
        self.tried[settled.statement] = (*self.tried.get(settled.statement, ()), *settled.attempts)
        if settled.state.status != "proved":
            self._doubted.add(settled.statement)
            self._wishes.pending = True
            self._relay.hear()
        self._leave(settled.key)

    async def _take(self, answer: PlanningEvent) -> None:
        self.planning = None
        match answer:
            case Grown(Blueprint() as grown):  # or nothing was wanted
                self._relay.trying = True
                await self._draw(grown, rounds=0)
            case Blueprint():
                await self._draw(answer, rounds=1)
            case Refuted(fills, attempts):
                false = State("disproved", StoredProof(fills, {}))
                await self._settle(NodeSettled.of(self._bare_keys, self._bare.target, false, attempts))
            case GiveUp() | LimitReached() | ModelFailed():
                self._relay.end = ending_without(answer)
                if self._relay.is_last and not self._grows and not self._tries_again():
                    self._relay.go_on()  # who plans beside all else need not wait for what is at work

    async def _draw(self, drawn: Blueprint, rounds: int) -> None:
        """Go on with another blueprint, which is so many refinements."""
        changes = self.drawn and self.blueprint != self._bare
        did = summary(self.blueprint, drawn) if self.blueprint and changes else ""
        await self.record.write(BlueprintDrawn(blueprint=drawn, did=did, symbolic=self._relay.symbolic))
        self.history += [did] if changes else []
        self._relay.rounds += rounds if changes else 0
        self.blueprint, self._refused, self.drawn = drawn, None, True
        self._keys = self._keys_of(drawn)
        if self._relay.reopens():  # what was too much for others is tried anew
            self.known = {k: s for k, s in self.known.items() if s.status != "stuck" or k == self._alone}

    # tasks
    async def _work(self, work: Work, blueprint: Blueprint, keys: Keys, node: Node, first: Priority) -> None:
        """Settle one node, when it is its turn. That it was left unsettled says nothing of it, but it took its time."""
        settled = None
        try:
            async with self._relay.means.seats.seat(self, first):
                work.begin(name for name, state in self.states.items() if state.status == "proved")
                state = await self._relay.means.workers.settle(self.place, blueprint, keys, node, work)
            self._cut_off.note(keys.of(node), work)
            if not work.unwanted.done() or state.status != "stuck":
                settled = NodeSettled.of(keys, node, state, tuple(work.attempts))
        finally:
            if settled is None:
                self.attempts += (replace(attempt, succeeded=False) for attempt in work.attempts)
        if settled is not None:
            self._events.put_nowait(settled)
        work.over = True
        if work.unwanted.done():
            self._events.put_nowait(work)

    async def _plan(self) -> None:
        """A blueprint with what was wanted, or else a planner's; or why there is none."""
        means = self._relay.means
        alone = self.known.get(self._alone)
        situation = self._wishes.told(means.situation(self.place, self.blueprint, self.states, self.history, alone))
        if self._grows:
            self._events.put_nowait(await self._wishes.grown(means.workers, situation, means.wanted))
        else:
            anew = self._relay.drafts() or not self.drawn
            self._events.put_nowait(await means.plan(situation, self._earlier, anew=anew))
