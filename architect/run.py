"""One run at one problem: its theorems in turn, first as they are, then by a blueprint; it prints and opens nothing.

What it comes to goes to the record before anything follows from it, and what an earlier run wrote there is taken up.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from architect.blueprint import Blueprint, Kind, Node
from architect.campaign import Campaign, Ending, Means, Record
from architect.context import Keys, Place
from architect.draft import stands
from architect.history import Event, Past, direct_as_json, past_of, result_as_json, settled_before, spent_before
from architect.model_planner import ModelPlanner
from architect.planner import Planner, State
from architect.proofs import ProofCache, proofs_folder
from architect.schedule import Seats
from architect.symbolic import Symbolic
from architect.workers import LeanWorkers
from prover.budget import Budget, Spent
from prover.certificate import Origin
from prover.declarations import Declaration, Hole
from prover.errors import BadInput
from prover.gate import Certificate, Submission, certify, sha256
from prover.ladder import diagnosis_of
from prover.lean.pool import Pool
from prover.lean.premises import LibraryIndex
from prover.lean.toolchain import Toolchain
from prover.llm.model import Model
from prover.methods import methods_for
from prover.obligation import Blame, Broken, Diagnosis, Disproved, OutOfBudget, Proved, Unproved
from prover.portfolio.scripts import load_portfolio
from prover.problem import Problem
from prover.prove import GATE_SECONDS, Result, examine, prove
from prover.refutation import BySmallCases
from prover.settings import Settings
from prover.templates import Prompts

TACTICS = {"embedded": "embedded", "project": "mathlib"}  # toolchain → file in prover/tactics
AS_IT_IS = 0.5  # of what is left of the budget, before a blueprint is planned
LEAST_SECONDS = 20.0  # for that; a proof that was found needs time for the gate
AT_ONCE = 2  # nodes without a model, which keep the processor busy
AT_ONCE_WITH_A_MODEL = 16  # nodes, which mostly wait for it


@dataclass(frozen=True)
class Planned:
    """What planning a theorem came to: the last blueprint, the states of its nodes, and how it ended."""

    ending: Ending
    blueprint: Blueprint | None
    states: Mapping[str, State]
    rounds: int


@dataclass(frozen=True)
class Report:
    """What became of a problem: one result for each target, and the file with what was proved filled in."""

    problem: Problem
    toolchain: Toolchain
    results: tuple[Result, ...]
    text: str
    seconds: float
    spent: Spent
    planned: Mapping[str, Planned] = field(default_factory=dict)
    priced: bool = True  # whether the price of the model is known

    @property
    def proved(self) -> bool:
        return all(result.proved for result in self.results)

    @property
    def broken(self) -> bool:
        """Whether something was left unproved because a model failed."""
        return any(isinstance(result.outcome, Broken) for result in self.results)


@dataclass(frozen=True)
class Plan:
    """How to go about it: the settings, the model if there is one, and the prompts that it gets.

    ``hint`` is the user's own idea of a proof, ``blueprint`` one that the user drew. ``state`` hears of each campaign
    whenever something has changed.
    """

    settings: Settings
    model: Model | None
    prompts: Prompts
    hint: str = ""
    blueprint: Blueprint | None = None
    state: Callable[[Campaign], None] = lambda _: None
    proofs: Path | None = None  # where proofs of nodes are kept; None is where all runs keep them


class Unrecorded:
    """Keeps nothing: for a run that nobody will want to go on with."""

    async def write(self, event: str, /, **data: object) -> None:
        pass


async def run(
    toolchain: Toolchain,
    problem: Problem,
    targets: Sequence[Declaration],
    plan: Plan,
    tell: Callable[[str], None] = lambda _: None,
    record: Record | None = None,
    events: Sequence[Event] = (),
) -> Report:
    """Prove `targets` in the order of the file, within the limits of the settings; each may use those before it.

    ``tell`` hears one line for each step; ``events`` are what an earlier run at the same problem recorded. Raises
    `BadInput` and `LeanFailed`.
    """
    started = time.monotonic()
    tell(f"reading {problem.path} with Lean {toolchain.version} ({toolchain.name})")
    await examine(toolchain, problem, targets)
    budget = Budget(plan.settings.limits, spent=spent_before(events))
    async with Pool(toolchain) as pool:
        running = _Running(pool, problem, plan, budget, record or Unrecorded(), tell)
        results = [await running.settle(target, events) for target in targets]
    final = await _on_the_final_text(toolchain, problem, results, running.done)
    took = time.monotonic() - started
    text = problem.splice(running.done)
    priced = plan.model is None or plan.model.card.price is not None
    return Report(problem, toolchain, tuple(final), text, took, budget.spent, running.planned, priced)


@dataclass(frozen=True)
class _Scribe:
    """Writes events with the target that they are of, and what was spent until then."""

    record: Record
    target: str
    budget: Budget

    async def write(self, event: str, /, **data: object) -> None:
        await self.record.write(event, target=self.target, **data, spent=asdict(self.budget.spent))


class _Running:
    """The targets of one run; ``done`` is what has been filled in so far."""

    def __init__(
        self, pool: Pool, problem: Problem, plan: Plan, budget: Budget, record: Record, tell: Callable[[str], None]
    ) -> None:
        self._pool, self._problem, self._plan, self._budget = pool, problem, plan, budget
        self._record, self._tell = record, tell
        self.done: dict[Hole, str] = {}
        self.planned: dict[str, Planned] = {}
        index = LibraryIndex(pool) if pool.toolchain.name == "embedded" else None
        portfolio = load_portfolio(TACTICS[pool.toolchain.name])
        self._methods = methods_for(plan.settings.prover, portfolio, index, plan.model, plan.prompts)
        self._seats = Seats(AT_ONCE if plan.model is None else AT_ONCE_WITH_A_MODEL)

    async def settle(self, target: Declaration, events: Sequence[Event]) -> Result:
        record = _Scribe(self._record, target.name, self._budget)
        result = settled_before(events, target)
        if result is None:
            self._tell(f"trying {target.name}")
            before = self._budget.spent
            result = await self._result(target, events, record)
            if result.certificate is not None:
                origin = self._origin(result, self._budget.spent - before)
                result = replace(result, certificate=result.certificate.found(origin))
            await record.write("settled", **result_as_json(result))
        self.done.update(result.fills)
        return result

    def _origin(self, result: Result, spent: Spent) -> Origin:
        """How a proof was found: the methods that succeeded on the way, and the models that were asked."""
        methods = [attempt.method for attempt in result.attempts if attempt.succeeded]
        planned = ["blueprint"] if result.theorem in self.planned else []
        model = self._plan.model
        models = (model.card.name,) if model is not None and spent.calls else ()
        names = tuple(dict.fromkeys([*planned, *methods]))
        return Origin(methods=names, models=models, spent=spent, seconds=round(result.seconds, 3))

    async def _result(self, target: Declaration, events: Sequence[Event], record: Record) -> Result:
        """The theorem as it is, unless that was tried before; then by a blueprint."""
        began = time.monotonic()
        planning = self._plan.settings.planner.rounds > 0
        past = past_of(events, target.name)
        if self._plan.blueprint is None and past.direct is None:
            budget = self._budget.share(AS_IT_IS, LEAST_SECONDS) if planning else self._budget
            # What is refuted in a moment should not wait for a long search.
            methods = [self._methods[0], BySmallCases(), *self._methods[1:]]
            result = await prove(self._pool, self._problem, target, self.done, methods, budget)
            if result.certificate is not None or isinstance(result.outcome, Broken) or not planning:
                return result
            past.direct = diagnosis_of(result.outcome)
            past.attempts += result.attempts
            await record.write("direct", **direct_as_json(result))
        ending, campaign = await self._campaign(target, past, record)
        return _result_of(target, ending, campaign, past.direct, time.monotonic() - began)

    async def _campaign(self, target: Declaration, past: Past, record: Record) -> tuple[Ending, Campaign]:
        self._tell(f"planning {target.name}")
        plan, place = self._plan, Place(self._problem, target, self.done)
        planner: Planner = Symbolic(self._pool)
        drafts = 1  # the symbolic planner has but one
        if plan.model is not None:
            planner, drafts = ModelPlanner(plan.model, plan.prompts), plan.settings.planner.drafts
        proofs = ProofCache(plan.proofs or proofs_folder())
        workers = LeanWorkers(self._pool, self._methods, [BySmallCases()], proofs, self._budget)
        means = Means(workers, planner, self._seats, self._budget, plan.settings.planner.rounds, plan.hint, drafts)
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
        ending = await campaign.run()
        self.planned[target.name] = Planned(ending, campaign.blueprint, campaign.states, len(campaign.history))
        return ending, campaign


def _result_of(
    target: Declaration, ending: Ending, campaign: Campaign, direct: Diagnosis | None, seconds: float
) -> Result:
    attempts = tuple(campaign.attempts)
    if ending.submission is not None:
        edits = ending.submission.edits(target)
        own = {hole: edits[hole] for hole in (*target.holes, target.front) if hole in edits}
        outcome = Proved(tuple(own[hole] for hole in target.holes))
        return Result(target.name, outcome, ending.certificate, own, attempts, (), seconds)
    if ending.word == "disproved":
        return Result(target.name, Disproved(ending.disproof), ending.certificate, {}, attempts, (), seconds)
    words = f"{ending.word}: {ending.reason}"
    diagnosis = Diagnosis(Blame.UNKNOWN, words if direct is None else f"{direct.words}\nplanning {words}")
    failed: Broken | OutOfBudget | Unproved
    match ending.word:
        case "broken":
            failed = Broken(ending.reason)
        case "out of budget":
            what, allowed = campaign.means.budget.exhausted()
            failed = OutOfBudget(what, allowed, diagnosis)
        case _:
            failed = Unproved(diagnosis)
    return Result(target.name, failed, None, {}, attempts, (), seconds)


async def _on_the_final_text(
    toolchain: Toolchain, problem: Problem, results: Sequence[Result], done: dict[Hole, str]
) -> list[Result]:
    """The same results with certificates for the file as it is handed out, where later proofs were filled in too."""
    final = sha256(problem.splice(done))
    renewed = []
    for result in results:
        certificate = result.certificate
        if certificate is not None and result.proved and certificate.result_sha256 != final:
            judged = await certify(toolchain, problem, Submission(result.theorem, done), GATE_SECONDS)
            origin = certificate.origin
            certificate = judged if isinstance(judged, Certificate) else None
            if certificate is not None and origin is not None:
                certificate = certificate.found(origin)
        renewed.append(replace(result, certificate=certificate))
    return renewed
