"""One run at one problem: the turns that its theorems get, and what comes of them all; it prints and opens nothing.

First comes what an earlier run says is proved, before the gate; then the cheap methods at every theorem, so that a hard
one does not starve the others; then all the rest, in equal shares of the time that is left.
"""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from architect.campaign.campaign import Record
from architect.campaign.states import Event
from architect.run.claims import Claim, certified, fills_of
from architect.run.history import result_as_json, settled_before, spent_before
from architect.run.result import Result
from architect.run.target import History, Plan, Planned, Workshop
from prover.gate.certificate import Origin, sha256
from prover.gate.examine import examine
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Declaration
from prover.text.problem import Problem
from prover.words.budget import Budget, Spent
from prover.words.errors import LeanFailed, StorageFailed
from prover.words.outcome import Broken, OutOfBudget

__all__ = ["Plan", "Planned", "Report", "Unrecorded", "run"]

Work = Callable[[Declaration, Budget], Awaitable[Result]]


@dataclass(frozen=True)
class Report:
    """What became of a problem: one result for each target, and the file with what was proved filled in.

    ``priced`` says that the money in ``spent`` is by a price that is known.
    """

    problem: Problem
    toolchain: Toolchain
    results: tuple[Result, ...]
    text: str
    seconds: float
    spent: Spent
    planned: Mapping[str, Planned] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    priced: bool = True  # whether the price of the model is known

    @property
    def proved(self) -> bool:
        return all(result.proved for result in self.results)

    @property
    def broken(self) -> bool:
        """Whether something was left unproved because Lean or a model failed."""
        return any(isinstance(result.outcome, Broken) for result in self.results)


class Unrecorded:
    """Keeps nothing: for a run that nobody will want to go on with."""

    async def write(self, event: str, /, **data: object) -> None:
        pass


async def run(
    toolchain: Toolchain,
    problem: Problem,
    targets: Sequence[Declaration],
    plan: Plan,
    record: Record | None = None,
    events: Sequence[Event] = (),
) -> Report:
    """Prove `targets` within the limits of the settings; each may use those before it in the file.

    ``events`` are what an earlier run at the same problem recorded. A Lean that fails at one target is that target's
    result. Raises `BadInput`, and `LeanFailed` when Lean cannot read the file.
    """
    started = time.monotonic()
    plan.tell(f"reading {problem.path} with Lean {toolchain.version} ({toolchain.name})")
    warnings = await examine(toolchain, problem, targets)
    for warning in warnings:
        plan.tell(f"warning: {warning}")
    budget = Budget(plan.settings.limits, spent=spent_before(events))
    history = History(Unrecorded() if record is None else record, events, budget)
    async with Pool(toolchain) as pool:
        workshop = Workshop(pool, problem, plan, budget, history)
        turns = _Turns(problem, plan, budget, history, workshop)
        waiting = await turns.take_up(toolchain, targets)
        try:
            if len(waiting) > 1:
                waiting = await turns.each(waiting, workshop.at_once, kept=1)
            while waiting:
                last = waiting[-1]
                waiting = [t for t in await turns.each(waiting, workshop.at_length) if turns.was_short(t)]
                if last in waiting:
                    break  # it had all that was left, and there is no more for the others
            await turns.end(targets)
        except (OSError, StorageFailed) as failure:  # a full disk, say: what is proved is so all the same
            turns.stop(targets, Broken(f"the system refused: {failure}"))
    final = await _of_one_file(toolchain, problem, turns.of(targets))
    text = problem.splice(fills_of(result for result in final if result.proved))
    took = time.monotonic() - started
    priced = plan.model is None or plan.model.card.price is not None
    return Report(problem, toolchain, tuple(final), text, took, budget.spent, workshop.planned, warnings, priced)


class _Turns:
    """What has become of each theorem so far; a proof is on the record, and in what is kept, as soon as it is one."""

    def __init__(self, problem: Problem, plan: Plan, budget: Budget, history: History, workshop: Workshop) -> None:
        self._problem, self._plan, self._budget = problem, plan, budget
        self._history, self._workshop = history, workshop
        self._results: dict[str, Result] = {}
        self._spent: dict[str, Spent] = {}

    async def take_up(self, toolchain: Toolchain, targets: Sequence[Declaration]) -> list[Declaration]:
        """Have the gate judge what an earlier run says it proved; returns the theorems that are still to be proved."""
        claims = [claim for target in targets if (claim := settled_before(self._history.events, target))]
        if claims:
            self._plan.tell("judging what the journal has as proved")
        for result in await certified(toolchain, self._problem, claims):
            refusals = tuple(f"what the journal has as its proof: {refusal}" for refusal in result.refusals)
            self._results[result.theorem] = replace(result, refusals=refusals)
            for refusal in refusals:
                self._plan.tell(f"{result.theorem}: refused by the gate: {refusal}")
            self._workshop.done.update(result.fills)
        if self._workshop.done:
            self._plan.keep(self._problem.splice(self._workshop.done))
        return [target for target in targets if not self._is_settled(target)]

    async def each(self, targets: Sequence[Declaration], work: Work, kept: int = 0) -> list[Declaration]:
        """Give each target an equal share of what is left, ``kept`` shares of which stay; returns the unsettled."""
        for waiting, target in zip(range(len(targets) + kept, kept, -1), targets, strict=True):
            share = self._budget if waiting == 1 else self._budget.share(1 / waiting, 0.0)
            began, before = time.monotonic(), self._budget.spent
            found = await work(target, share)
            self._spent[target.name] = self._spent.get(target.name, Spent()) + (self._budget.spent - before)
            await self._add(target, found, time.monotonic() - began)
        return [target for target in targets if not self._is_settled(target)]

    async def _add(self, target: Declaration, found: Result, seconds: float) -> None:
        """Put a result to what is known of its theorem. Of one that is proved, a certificate says how it was found."""
        if (so_far := self._results.get(target.name)) is not None:
            seconds += so_far.seconds
            found = replace(found, refusals=(*so_far.refusals, *found.refusals))
        found = replace(found, seconds=seconds)
        if found.certificate is not None:
            found = replace(found, certificate=found.certificate.found(self._origin(found)))
        self._results[target.name] = found
        self._workshop.done.update(found.fills)
        if found.certificate is not None:
            await self._history.of(target.name).write("settled", **result_as_json(found))
        if found.fills:
            self._plan.keep(self._problem.splice(self._workshop.done))

    def _origin(self, result: Result) -> Origin:
        """How a proof was found: the methods that succeeded on the way, and the models that were asked."""
        methods = [attempt.method for attempt in result.attempts if attempt.succeeded]
        planned = ["blueprint"] if result.theorem in self._workshop.planned else []
        spent, model = self._spent[result.theorem], self._workshop.model
        models = (model.card.name,) if model is not None and spent.calls else ()
        names = tuple(dict.fromkeys([*planned, *methods]))
        return Origin(methods=names, models=models, spent=spent, seconds=round(result.seconds, 3))

    def _is_settled(self, target: Declaration) -> bool:
        return target.name in self._results and self._results[target.name].certificate is not None

    def was_short(self, target: Declaration) -> bool:
        """Whether more of the budget might help."""
        return isinstance(self._results[target.name].outcome, OutOfBudget)

    async def end(self, targets: Sequence[Declaration]) -> None:
        """Write down which targets have no proof."""
        for target in targets:
            if not self._is_settled(target):
                await self._history.of(target.name).write("settled", **result_as_json(self._results[target.name]))

    def stop(self, targets: Sequence[Declaration], why: Broken) -> None:
        """Nothing can be recorded any more: what is not settled stays so, for this reason."""
        for target in targets:
            if not self._is_settled(target):
                self._results[target.name] = Result(target.name, why, None, {}, (), (), 0.0)

    def of(self, targets: Sequence[Declaration]) -> list[Result]:
        """What became of each target, in their order."""
        return [self._results[target.name] for target in targets]


async def _of_one_file(toolchain: Toolchain, problem: Problem, results: Sequence[Result]) -> list[Result]:
    """The same results with certificates for the file as it is handed out, with all its proofs in it."""
    proved = [result for result in results if result.proved]
    final = sha256(problem.splice(fills_of(proved)))
    if all(result.certificate and result.certificate.result_sha256 == final for result in proved):
        return [*results]
    try:
        found = await certified(toolchain, problem, [Claim.of(result) for result in proved])
    except LeanFailed as failure:
        unjudged = Broken(f"the file with all its proofs was not judged: {failure}")
        found = [replace(result, outcome=unjudged, certificate=None, fills={}) for result in proved]
    judged = {result.theorem: result for result in found}
    return [judged.get(result.theorem, result) for result in results]
