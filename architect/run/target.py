"""One theorem of a run, as far as a share of the budget reaches: by the cheap methods, by all of them, by a blueprint.

What it comes to goes to the record before anything follows from it, and what was recorded before is taken up. It knows
nothing of the other theorems but what they have put into the file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache, proofs_folder
from architect.campaign.campaign import Campaign, Ending, Means, Record
from architect.campaign.seats import Seats
from architect.campaign.states import Event
from architect.campaign.workers import LeanWorkers
from architect.planning.by_model import ModelPlanner
from architect.planning.draft import stands
from architect.planning.planner import Planner, State, words_for
from architect.planning.symbolic import Symbolic
from architect.run.history import Past, past_of, tried_as_json
from architect.run.result import Result, prove
from prover.lean.live.pool import Pool
from prover.lean.search.premises import LibraryIndex
from prover.llm.model import Model
from prover.methods.chosen import methods_for
from prover.methods.ladder import Method, diagnosis_of
from prover.methods.refutation import BySmallCases
from prover.methods.scripts import load_portfolio
from prover.text.declarations import Declaration, Hole
from prover.text.place import Place
from prover.text.problem import Problem
from prover.words.budget import Budget
from prover.words.errors import BadInput, LeanFailed
from prover.words.outcome import Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.settings import Settings
from prover.words.templates import Prompts

TACTICS = {"embedded": "embedded", "project": "mathlib"}  # toolchain → file in prover/tactics
AS_IT_IS = 0.5  # of what a theorem may take, before a blueprint is planned
LEAST_SECONDS = 20.0  # for that
AT_ONCE = 2  # nodes without a model, which keep the processor busy
AT_ONCE_WITH_A_MODEL = 16  # nodes, which mostly wait for it


@dataclass(frozen=True)
class Planned:
    """What planning a theorem came to: the last blueprint, the states of its nodes in words, and how it ended."""

    ending: Ending
    blueprint: Blueprint | None
    states: Mapping[str, str]
    rounds: int


@dataclass(frozen=True)
class Plan:
    """How to go about it: the settings, the model if there is one, and the prompts that it gets.

    ``hint`` is the user's own idea of a proof, ``blueprint`` one that the user drew. ``state`` hears of each campaign
    whenever something has changed, ``keep`` has the file with its proofs whenever there is one more, ``tell`` hears one
    line for each step.
    """

    settings: Settings
    model: Model | None
    prompts: Prompts
    hint: str = ""
    blueprint: Blueprint | None = None
    state: Callable[[Campaign], None] = lambda _: None
    keep: Callable[[str], None] = lambda _: None
    tell: Callable[[str], None] = lambda _: None
    proofs: Path | None = None  # where proofs of nodes are kept; None is where all runs keep them


class History:
    """The record of a run: what stands there, and what is added, which is on it before it is in ``events``."""

    def __init__(self, record: Record, events: Sequence[Event], budget: Budget) -> None:
        self.events = list(events)
        self._record, self._budget = record, budget

    def of(self, target: str) -> Record:
        """Where to write events of one target, each with what was spent until then."""
        return _Scribe(self, target)

    async def add(self, event: str, target: str, data: Mapping[str, object]) -> None:
        whole = {"target": target, **data, "spent": asdict(self._budget.spent)}
        await self._record.write(event, **whole)
        self.events.append({"event": event, **whole})


@dataclass(frozen=True)
class _Scribe:
    history: History
    target: str

    async def write(self, event: str, /, **data: object) -> None:
        await self.history.add(event, self.target, data)


class Workshop:
    """All that the theorems of a run are proved with. ``done`` is what has been filled in so far."""

    def __init__(self, pool: Pool, problem: Problem, plan: Plan, budget: Budget, history: History) -> None:
        self._pool, self._problem, self._plan, self._budget = pool, problem, plan, budget
        self._history = history
        self.done: dict[Hole, str] = {}
        self.planned: dict[str, Planned] = {}
        self.model = plan.model
        index = LibraryIndex(pool) if pool.toolchain.name == "embedded" else None
        portfolio = load_portfolio(TACTICS[pool.toolchain.name])
        first, *others = methods_for(plan.settings.prover, portfolio, index, plan.model, plan.prompts)
        # What is refuted in a moment should not wait for a long search.
        self._cheap, self._dear, self._methods = [first, BySmallCases()], others, [first, *others]
        self._planning = plan.settings.planner.rounds > 0
        self._seats = Seats(AT_ONCE if plan.model is None else AT_ONCE_WITH_A_MODEL)

    async def at_once(self, target: Declaration, share: Budget) -> Result:
        """By the cheap methods, unless they were at it before."""
        past = past_of(self._history.events, target.name)
        if self._plan.blueprint is not None or past.cheap is not None or (past.direct is not None and self._planning):
            return _result(target, Unproved(past.cheap or Diagnosis(Blame.UNKNOWN, "it was tried before")))
        self._plan.tell(f"trying {target.name}")
        result = await self._tried(target, self._cheap, share)
        if result.certificate is None:
            over = isinstance(result.outcome, Unproved)
            await self._history.of(target.name).write("cheap", over=over, **tried_as_json(result))
        return result

    async def at_length(self, target: Declaration, share: Budget) -> Result:
        """By all methods, unless they were at it before; then by a blueprint. Raises `BadInput` for a user's faults."""
        try:
            return await self._at_length(target, share)
        except LeanFailed as failure:
            return _result(target, Broken(str(failure)))

    async def _at_length(self, target: Declaration, share: Budget) -> Result:
        past = past_of(self._history.events, target.name)
        planning = self._planning or past.blueprint is not None or self._plan.blueprint is not None
        if self._plan.blueprint is None and past.blueprint is None and (past.direct is None or not planning):
            self._plan.tell(f"searching for a proof of {target.name}")
            result = await self._searched(target, past, share.share(AS_IT_IS, LEAST_SECONDS) if planning else share)
            past.attempts += result.attempts
            result = replace(result, attempts=tuple(past.attempts))
            if result.certificate is not None or isinstance(result.outcome, Broken) or not planning:
                return result
            past.direct = diagnosis_of(result.outcome)
            await self._history.of(target.name).write("direct", **tried_as_json(result))
        return await self._by_a_blueprint(target, past, share)

    async def _searched(self, target: Declaration, past: Past, share: Budget) -> Result:
        """By what is left of the methods; by all of them where the time of the cheap ones was short."""
        if past.cheap is None:
            methods = [*self._cheap, *self._dear]
        elif not self._dear:
            return _result(target, Unproved(past.cheap))
        else:
            methods = [*self._dear]
        return await self._tried(target, methods, share)

    async def _tried(self, target: Declaration, methods: Sequence[Method], share: Budget) -> Result:
        """What comes of methods. Where their time was short, it is the run's limit that was reached."""
        result = await prove(self._pool, self._problem, target, self.done, methods, share)
        outcome, over = result.outcome, share.left("seconds", wrap_up=True) <= 0
        if (isinstance(outcome, OutOfBudget) and outcome.what == "seconds") or (over and isinstance(outcome, Unproved)):
            allowed = self._budget.reached("seconds").allowed
            return replace(result, outcome=OutOfBudget("seconds", allowed, outcome.diagnosis))
        return result

    async def _by_a_blueprint(self, target: Declaration, past: Past, share: Budget) -> Result:
        self._plan.tell(f"planning {target.name}")
        plan, place = self._plan, Place(self._problem, target, dict(self.done))
        planner: Planner = Symbolic(self._pool)
        drafts = 1  # the symbolic planner has but one
        if plan.model is not None:
            planner, drafts = ModelPlanner(plan.model, plan.prompts), plan.settings.planner.drafts
        proofs = ProofCache(plan.proofs or proofs_folder())
        workers = LeanWorkers(self._pool, self._methods, [BySmallCases()], proofs, share)
        means = Means(workers, planner, self._seats, share, plan.settings.planner.rounds, plan.hint, drafts)
        record = self._history.of(target.name)
        if past.blueprint is None and plan.blueprint is not None:
            found = await stands(workers, place, None, plan.blueprint)
            if not isinstance(found, Blueprint):
                raise BadInput(f"the blueprint has {len(found)} faults (`architect blueprint check`): {found[0]}")
            past.blueprint = found
            await record.write("blueprint", blueprint=found.model_dump(mode="json"), did="")
        known = dict(past.known)
        if past.direct is not None:  # the target by itself was tried already
            bare = Blueprint(nodes=(Node(name=target.name, kind=Kind.TARGET),))
            known[Keys(workers.toolchain_key, place, bare).of(bare.target)] = State("stuck", diagnosis=past.direct)
        campaign = Campaign(
            place,
            means,
            record,
            plan.state,
            past.blueprint,
            known,
            list(past.history),
            list(past.attempts),
            past.earlier,
        )
        try:
            ending = await campaign.run()
        except LeanFailed as failure:
            ending = Ending("broken", str(failure))
        drawn, states = campaign.blueprint, {}
        if drawn is not None:
            states = words_for(drawn, Keys(workers.toolchain_key, place, drawn), campaign.states)
        self.planned[target.name] = Planned(ending, drawn, states, len(campaign.history))
        outcome, fills = self._outcome(target, ending, past.direct)
        refusals = tuple(campaign.refusals)
        return Result(target.name, outcome, ending.certificate, fills, tuple(campaign.attempts), refusals, 0.0)

    def _outcome(
        self, target: Declaration, ending: Ending, direct: Diagnosis | None
    ) -> tuple[Outcome, Mapping[Hole, str]]:
        """What an ending comes to, and what it puts into the file."""
        if ending.submission is not None:
            edits = ending.submission.edits(target)
            own = {hole: edits[hole] for hole in (*target.holes, target.front) if hole in edits}
            return Proved(tuple(own[hole] for hole in target.holes)), own
        words = f"{ending.word}: {ending.reason}"
        diagnosis = Diagnosis(Blame.UNKNOWN, words if direct is None else f"{direct.words}\nplanning {words}")
        match ending.word:
            case "disproved":
                return Disproved(ending.disproof), {}
            case "broken":
                return Broken(ending.reason), {}
            case "out of budget":
                return OutOfBudget(*self._budget.exhausted(), diagnosis), {}
        return Unproved(diagnosis), {}


def _result(target: Declaration, outcome: Outcome) -> Result:
    """Of a theorem at which nothing new was tried."""
    return Result(target.name, outcome, None, {}, (), (), 0.0)
