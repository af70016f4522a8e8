"""Whatever becomes of the nodes, in whatever order: a campaign ends, and is right in what it says.

The workers are fakes here, for any sequence of outcomes must be had.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.graph import Blueprint, Node
from architect.campaign.events import BlueprintDrawn, NodeSettled
from architect.planning.draft import REPAIRS
from architect.planning.edits import Add, Remove, Rewire
from architect.planning.planner import GiveUp, Proposal, Situation, State
from architect.planning.scripted import ScriptedPlanner as Script
from architect.run.events import RUN_EVENTS
from prover.words.errors import LimitReached, ModelUnavailable
from tests.architect.bench import Events, blueprint, definition, lemma, target
from tests.architect.campaign.campaigns import ROUNDS, campaign, ended
from tests.architect.fakes import CERTIFICATE, DISPROVED, REFUSED, STUCK, FakeWorkers, Sight

NAMES = "abcdef"


def drawn(random: Random) -> Blueprint:
    """Some blueprint; now and then two nodes of it say the same, or one is of no use."""
    nodes: list[Node] = []
    for i, name in enumerate(NAMES[: random.randint(0, len(NAMES))]):
        uses = [NAMES[j] for j in range(i) if random.random() < 0.5]
        claim = f": {random.randint(0, 20)} = 0"
        nodes.append(definition(name, ": Nat := 1", *uses) if random.random() < 0.1 else lemma(name, claim, *uses))
    made = blueprint(*nodes, target(*[node.name for node in nodes if random.random() < 0.5]))
    return made if random.random() < 0.1 else made.pruned()


class Whimsical:
    """A planner that may do anything."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.eager = random.random() < 0.5
        self.asked = 0

    def fresh(self) -> "Whimsical":
        return self

    async def draft(self, situation: Situation) -> Proposal:
        self.asked += 1
        for _ in range(self._random.randint(0, 3)):
            await asyncio.sleep(0)
        match self._random.randint(0, 19):
            case 0:
                return GiveUp("no idea")
            case 1:
                raise LimitReached("tokens", 5)
            case 2:
                raise ModelUnavailable("it is down")
            case 3:
                return blueprint(target("a"), lemma("a", ": 1 = 1", "a"))
            case 4:
                return (Remove(name="nobody"), Rewire(name="t", uses=("nobody",)))
            case 5 if situation.blueprint is not None:
                return self._edits(situation.blueprint)
            case 6 if situation.blueprint is not None:
                return situation.blueprint
            case _:
                return drawn(self._random)

    refine = draft

    def _edits(self, now: Blueprint) -> Sequence[Add | Remove | Rewire]:
        some = self._random.choice(now.nodes)
        new = f"n{self.asked}"
        added = lemma(new, f": {self.asked} = 1")
        return (Add(node=added), Rewire(name=some.name, uses=(*some.uses, new)))


def is_known(sight: Sight, events: Events) -> bool:
    """Whether the last proof written is as good as ever, or one was found in this very place."""
    key, statement = sight.keys.of(sight.node), sight.keys.statement(sight.node)
    settled = [event for event in events.of(NodeSettled) if event.statement == statement]
    proofs = [(event.key, event.proof) for event in settled if event.status == "proved" and event.proof is not None]
    if any(where == key for where, _ in proofs):
        return True
    return bool(proofs) and proofs[-1][1].used <= sight.keys.uses(sight.node)


def nothing_known(events: Events) -> Callable[[Sight], None]:
    def asked(sight: Sight) -> None:
        assert not is_known(sight, events), f"{sight.name} was proved already"

    return asked


@given(seed=st.integers(0, 10**9), seats=st.integers(1, 4), rounds=st.integers(0, ROUNDS))
def test_any_campaign_ends_and_says_certified_only_with_a_certificate(seed: int, seats: int, rounds: int) -> None:
    random = Random(seed)
    events = Events()

    async def outcome(sight: Sight) -> State:
        for _ in range(random.randint(0, 3)):
            await asyncio.sleep(0)
        used = [name for name in sight.lemmas.values() if random.random() < 0.5]
        return random.choice([*[sight.proved(*used)] * 4, STUCK, DISPROVED])

    workers = FakeWorkers(
        outcome,
        asked=nothing_known(events),
        judge=lambda _: CERTIFICATE if random.random() < 0.5 else REFUSED,
        against=lambda _: ("a: Lean does not like it",) if random.random() < 0.2 else (),
        doubt=lambda _: random.randint(0, 3),
    )
    planner = Whimsical(random)
    made = campaign(workers, planner, events, seats, rounds, drafts=random.randint(1, 3))
    ending = asyncio.run(ended(made))

    assert (ending.certificate is not None) == (ending.word in ("certified", "disproved"))
    assert (ending.submission is not None) == (ending.word == "certified")
    if ending.word == "certified":
        assert ending.certificate is CERTIFICATE
        assert ending.submission == workers.submitted[-1]
    assert all("sorry" not in submission.inserted for submission in workers.submitted)
    assert ending.word != "out of rounds" or len(made.history) == rounds
    assert len(made.history) <= rounds
    assert workers.most <= seats
    assert sorted(workers.started) == sorted(workers.ended)
    settled = len(events.of(NodeSettled))
    assert planner.asked <= REPAIRS * (3 + rounds + settled + 1)  # three drafts at most, then once for each event


def decided(seed: int, *words: object) -> Random:
    """Chance that depends on nothing but what is asked: the same question has the same answer in every run."""
    return Random(json.dumps([seed, *map(str, words)]))


def steadfast(seed: int, events: Events, states: Callable[[Sight, Random], State]) -> FakeWorkers:
    async def outcome(sight: Sight) -> State:
        random = decided(seed, sight.keys.of(sight.node))
        for _ in range(random.randint(0, 3)):
            await asyncio.sleep(0)
        return states(sight, random)

    return FakeWorkers(
        outcome,
        asked=nothing_known(events),
        judge=lambda submission: CERTIFICATE if decided(seed, submission.inserted).random() < 0.5 else REFUSED,
    )


def steadfast_planner(seed: int) -> Script:
    """Its answer depends on the round alone, and on what was wrong with the last one."""

    def answer(situation: Situation) -> Proposal:
        number = 0 if situation.blueprint is None else 1 + len(situation.history)
        return GiveUp("no idea") if number == ROUNDS else drawn(decided(seed, "blueprint", number, situation.faults))

    return Script([answer] * 100)


def proved_or_stuck(sight: Sight, random: Random) -> State:
    used = [name for name in sorted(sight.lemmas.values()) if random.random() < 0.5]
    return sight.proved(*used) if random.random() < 0.6 else STUCK


def any_state(sight: Sight, random: Random) -> State:
    return DISPROVED if random.random() < 0.2 else proved_or_stuck(sight, random)


def prefixes(events: Events) -> list[Events]:
    """The events as a journal has them, cut behind each."""
    lines = [event.model_dump_json(by_alias=True) for event in events]
    return [Events(map(RUN_EVENTS.validate_json, lines[:cut])) for cut in range(len(events) + 1)]


@given(seed=st.integers(0, 10**6), seats=st.integers(1, 3))
def test_a_run_that_goes_on_after_any_event_ends_as_if_it_had_never_stopped(seed: int, seats: int) -> None:
    events = Events()
    whole = asyncio.run(
        ended(campaign(steadfast(seed, events, proved_or_stuck), steadfast_planner(seed), events, seats))
    )
    for begun in prefixes(events):
        workers = steadfast(seed, begun, proved_or_stuck)
        again = asyncio.run(ended(campaign(workers, steadfast_planner(seed), begun, seats)))
        assert (again.word, again.submission) == (whole.word, whole.submission)
        assert [event.did for event in begun.of(BlueprintDrawn)] == [e.did for e in events.of(BlueprintDrawn)]


@given(seed=st.integers(0, 10**6), seats=st.integers(1, 3))
def test_a_run_that_goes_on_never_settles_again_what_was_proved(seed: int, seats: int) -> None:
    """Also where something is false, and it is a matter of time what the planner hears of first."""
    events = Events()
    asyncio.run(ended(campaign(steadfast(seed, events, any_state), steadfast_planner(seed), events, seats)))
    for begun in prefixes(events):
        ending = asyncio.run(ended(campaign(steadfast(seed, begun, any_state), steadfast_planner(seed), begun, seats)))
        assert (ending.certificate is not None) == (ending.word in ("certified", "disproved"))
