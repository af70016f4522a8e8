"""How one statement is tried: the only place of the benchmarks that runs the prover; it keeps no record and no file."""

import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from architect.planning.answers import answered
from architect.run.asked import Assignment, Equipment
from architect.run.falsified import why_false
from architect.run.result import Report, Result
from architect.run.work import work
from benchmarks.runs.events import KeptProof, Step, Try, TryStatus, one_line
from benchmarks.runs.programs import Programmed, programmed
from benchmarks.suites.statement import ANSWER_FILLED, PROGRAM, Statement
from prover.lean.live.pool import Pool
from prover.llm.asking import PaidModel
from prover.llm.roles import Models
from prover.methods.ladder import diagnosis_of
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Spent
from prover.words.errors import ArchitectError, BadInput, LimitReached
from prover.words.outcome import Broken, Disproved, OutOfBudget
from prover.words.scratch import scratch_folder
from prover.words.settings import Settings
from prover.words.templates import Prompts

NOTHING = Spent()
SCHEMA = 1  # of the JSON of a blueprint, as `architect blueprint` reads it
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
BLUEPRINT = "blueprint"  # what settled a statement that had to be planned, whatever closed its lemmas


@dataclass(frozen=True)
class Architect:
    """`architect prove`, in this process: its live Leans serve all tries, and each try has its turn."""

    pool: Pool
    settings: Settings
    models: Models
    prompts: Prompts

    async def solve(self, statement: Statement, sample: int) -> Try:
        began = time.monotonic()

        def ended(status: TryStatus, error: Exception, spent: Spent = NOTHING) -> Try:
            seconds, reason = round(time.monotonic() - began, 3), one_line(str(error))
            return Try(id=statement.id, sample=sample, status=status, seconds=seconds, reason=reason, spent=spent)

        try:
            if statement.track == PROGRAM:
                return await self._program(statement, sample, began)
            problem = parse_problem(statement.text, Path(f"{statement.id}.lean"))
            answers: Mapping[str, str] = {}
            budget = Budget(self.settings.limits)
            if statement.track == ANSWER_FILLED:
                planner = self.models.begun().planner
                if planner is None:
                    return ended("not proved", BadInput("no model to propose the answer"))
                proposed = await answered(problem, PaidModel(planner.model, budget), self.prompts)
                if isinstance(proposed, str):
                    return ended("not proved", BadInput(proposed), budget.spent)
                problem, answers = proposed.problem, proposed.answers
            # What another try, or another run, has proved must not help this one.
            with scratch_folder("bench") as own:
                equipment = Equipment(self.pool.share(), self.settings, self.models, self.prompts, Path(own))
                asked = Assignment(problem, tuple(problem.targets(statement.theorem)), spent=budget.spent)
                report = await work(asked, nullcontext(equipment))
        except LimitReached as error:
            return ended("out of budget", error, budget.spent)
        except BadInput as error:
            return ended("bad input", error)
        except ArchitectError as error:
            return ended("broken", error, unknown_cost(self.settings))
        return recorded(statement.id, sample, report, time.monotonic() - began, answers)

    async def _program(self, statement: Statement, sample: int, began: float) -> Try:
        """A statement that asks for a program goes by a rule of its own, and to a model only."""
        budget = Budget(self.settings.limits)
        found: Programmed | str = "no model to write the program"
        if provers := self.models.begun().provers:
            corrections = self.settings.prover.corrections
            try:
                model = PaidModel(provers[0].model, budget)
                found = await programmed(self.pool.toolchain, statement, model, self.prompts, corrections)
            except LimitReached as error:
                found = str(error)
        proof, reason = None, "" if isinstance(found, Programmed) else one_line(found)
        if isinstance(found, Programmed):
            certificate = found.certificate.model_dump(mode="json", by_alias=True)
            proof = KeptProof(text=found.text, certificates=(certificate,))
        return Try(
            id=statement.id,
            sample=sample,
            status="proved" if proof else "not proved",
            seconds=round(time.monotonic() - began, 3),
            method="model" if proof else "",
            reason=reason,
            spent=budget.spent,
            proof=proof,
        )


def unknown_cost(settings: Settings) -> Spent:
    """What a try counts with of which only this is known: it kept to its limit."""
    most = settings.limits.cost or 0.0
    return Spent(cost=most, guessed_cost=most) if settings.model_names else NOTHING


def recorded(id: str, sample: int, report: Report, seconds: float, answers: Mapping[str, str] = NO_ANSWERS) -> Try:
    """The record of a finished run; ``answers`` are those that the model proposed."""
    status = _status(report.results)
    attempts = [attempt for result in report.results for attempt in result.attempts]
    won = [attempt.method for attempt in attempts if attempt.succeeded]
    planned = [report.planned[r.theorem] for r in report.results if r.theorem in report.planned and r.certificate]
    rounds = [each.rounds for each in planned if each.by_lemmas]
    proof = None
    if status in ("proved", "disproved"):
        certificates = [r.certificate.model_dump(mode="json", by_alias=True) for r in report.results if r.certificate]
        proof = KeptProof(text=report.text, certificates=tuple(certificates))
    return Try(
        id=id,
        sample=sample,
        status=status,
        seconds=round(seconds, 3),
        method="" if proof is None else BLUEPRINT if rounds else won[-1] if won else "",
        round=max(rounds) if proof and rounds else None,
        reason="" if status == "proved" else one_line(_reason(report.results)),
        spent=report.spent,
        answers=dict(answers),
        steps=tuple(
            Step(
                method=a.method,
                seconds=round(a.seconds, 3),
                cost=a.spent.cost,
                tokens=a.spent.tokens,
                won=a.succeeded,
            )
            for a in attempts
        ),
        proof=proof,
        blueprint=_drawn(report),
    )


def _drawn(report: Report) -> dict[str, Any] | None:
    """The last blueprint that was drawn, whatever came of it, with the state of each node."""
    planned = [each for each in report.planned.values() if each.blueprint is not None]
    if not planned or (blueprint := planned[-1].blueprint) is None:
        return None
    states = planned[-1].states
    nodes = [{**n.model_dump(mode="json", exclude_none=True), "state": states[n.name]} for n in blueprint.nodes]
    return {"schema": SCHEMA, "nodes": nodes}


def _status(results: Sequence[Result]) -> TryStatus:
    """Of all the theorems together: proved when each is, else what is the most telling of one that is not."""
    outcomes = [result.outcome for result in results if not result.proved]
    if not outcomes:
        return "proved"
    if any(isinstance(result.outcome, Disproved) and result.certificate is not None for result in results):
        return "disproved"
    if any(isinstance(outcome, Broken) for outcome in outcomes):
        return "broken"
    return "out of budget" if any(isinstance(outcome, OutOfBudget) for outcome in outcomes) else "not proved"


def _reason(results: Sequence[Result]) -> str:
    failed = [result for result in results if not result.proved]
    said = (why_false(r) if isinstance(r.outcome, Disproved) else diagnosis_of(r.outcome).words for r in failed)
    return "; ".join(filter(None, said))
