"""The tools that work for long: `prove` and `resume`, within a budget that must be given; and `runs`, which lists them.

What happens is told as progress. A cancellation ends the run with all its Leans; what was settled stays in its folder.
"""

import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from architect.api.events import BlueprintChanged, MethodsAtWork, ProvingEvent, ResultTold, RunStarted, StepTold
from architect.api.proving import Proving, proving, resuming
from architect.api.results import ProofReport, TheoremResult
from architect.mcp.answers import LONGEST_TEXT, MOST_RUNS, ProveAnswer, ProvedTheorem, RunsAnswer, short
from architect.mcp.calls import tell_progress
from architect.mcp.leans import ServerLeans
from architect.mcp.root import OptionalText, Root
from architect.mcp.runs import chosen_run, listed_runs, one_run
from architect.run.folder import Run, find_run
from prover.words.budget import Limits
from prover.words.errors import BadInput
from prover.words.plain import counted
from prover.words.settings import Settings
from prover.words.shown import clip, in_one_line

LONGEST_NUMBER = 40  # characters of a number that is refused
ALIVE_EVERY = 5.0  # seconds between two signs of life, where nothing happens


class RunTools:
    """Each method is a tool; its arguments and what it answers are the tool's."""

    def __init__(self, root: Root, leans: ServerLeans, settings: Settings, most_seconds: float) -> None:
        self._root, self._leans, self._settings, self._most_seconds = root, leans, settings, most_seconds

    async def prove(
        self,
        seconds: float,
        text: OptionalText = "",
        path: OptionalText = "",
        theorem: OptionalText = "",
        tokens: int | None = None,
        cost: float | None = None,
    ) -> ProveAnswer:
        limits = self._limits(seconds, tokens, cost)
        source = self._root.given(text, path)
        project = await asyncio.to_thread(self._leans.project_of, source)
        working = proving(
            source.for_api,
            theorem=theorem or None,
            limits=limits,
            settings=self._settings,
            project=project,
        )
        return await _worked(working, seconds)

    async def resume(
        self, run: str, seconds: float, tokens: int | None = None, cost: float | None = None
    ) -> ProveAnswer:
        limits = self._limits(seconds, tokens, cost)
        folder = chosen_run(run)
        found = await asyncio.to_thread(_run_in, folder)
        settings = as_served(found.manifest.settings, self._settings)
        return await _worked(resuming(folder, limits=limits, settings=settings), seconds)

    async def runs(self, run: OptionalText = "", most: int = MOST_RUNS) -> RunsAnswer:
        if not 1 <= most <= 10 * MOST_RUNS:
            raise BadInput(f"most: {most}: 1 to {10 * MOST_RUNS}")
        return await asyncio.to_thread(listed_runs, most) if not run else await asyncio.to_thread(one_run, run)

    def _limits(self, seconds: float, tokens: int | None, cost: float | None) -> Limits:
        """What a run may spend. Raises `BadInput` for what is no limit, and for more than the server allows."""
        allowed = self._settings.limits
        most = {"seconds": self._most_seconds, "tokens": allowed.tokens, "cost": allowed.cost}
        asked = {"seconds": seconds, "tokens": tokens, "cost": cost}
        for name, value in asked.items():
            bound = most[name]
            if value is not None and not 0 < value <= (sys.float_info.max if bound is None else bound):
                allows = "" if bound is None else f", and at most {bound:g}, which this server allows (--max-{name})"
                shown = f"{value:g}" if isinstance(value, float) else in_one_line(clip(str(value), LONGEST_NUMBER))
                raise BadInput(f"{name}: {shown}: a number above 0{allows}")
        return Limits.model_validate({name: value for name, value in asked.items() if value is not None})


def as_served(recorded: Settings, server: Settings) -> Settings:
    """The settings of a run that a server goes on with: it spends no more than the server may, and is as confined."""
    both = recorded.limits.model_dump(), server.limits.model_dump()
    bounds = {
        name: min((each[name] for each in both if each[name] is not None), default=None) for name in Limits.model_fields
    }
    limits = recorded.limits.model_copy(update=bounds)
    lean = recorded.lean.model_copy(update={"sandbox": server.lean.sandbox})
    return recorded.model_copy(update={"limits": limits, "lean": lean})


def _run_in(folder: Path) -> Run:
    return find_run(str(folder)).as_ours()


async def _worked(working: AbstractAsyncContextManager[Proving], seconds: float) -> ProveAnswer:
    """A run to its end, each event of which is told as progress, as are signs of life."""
    loop = asyncio.get_running_loop()
    began, told = loop.time(), 0.0

    async def tell(line: str) -> None:
        nonlocal told
        told = round(max(loop.time() - began, told + 0.001), 3)  # the protocol wants each to be more than the last
        await tell_progress(told, seconds, in_one_line(line))

    async with working as work:
        line = f"run {work.run}"
        await tell(line)
        while True:
            try:
                async with asyncio.timeout(ALIVE_EVERY) as waiting:
                    said = _in_words(await anext(work))
            except TimeoutError:
                if not waiting.expired():  # it is what ended the work
                    raise
                await tell(line)
                continue
            except StopAsyncIteration:
                break
            if said and said != line:
                await tell(line := said)
        return _answer(await work.report())


def _in_words(event: ProvingEvent) -> str:
    match event:
        case RunStarted(theorems):
            return f"to be proved: {', '.join(theorems)}"
        case StepTold(text):
            return text
        case MethodsAtWork(theorem, methods):
            return f"{theorem}: {', '.join(methods)}" if methods else ""
        case BlueprintChanged(theorem, blueprint, states):
            proved = sum(state == "proved" for state in states.values())
            return f"{theorem}: a blueprint of {counted(len(blueprint.nodes), 'node')}, {proved} proved"
        case ResultTold(result):
            return f"{result.theorem}: {result.status}"


def _answer(report: ProofReport) -> ProveAnswer:
    resumed = "" if report.proved else f"`resume` with run {report.run} and more seconds goes on where this stopped"
    return ProveAnswer(
        run=report.run,
        proved=report.proved,
        theorems=[_theorem(result) for result in report.results],
        warnings=[short(warning) for warning in report.warnings],
        seconds=round(report.seconds, 3),
        tokens=report.spent.tokens,
        cost=round(report.spent.cost, 6),
        result=f"architect://runs/{report.run}/result",
        next=resumed,
    )


def _theorem(result: TheoremResult) -> ProvedTheorem:
    proof = clip(result.proof or result.disproof, LONGEST_TEXT)
    certificate = result.certificate.line() if result.certificate else ""
    return ProvedTheorem(
        theorem=result.theorem,
        status=result.status,
        proof=proof,
        fills=[clip(fill, LONGEST_TEXT) for fill in result.fills],
        lemmas=clip(result.inserted, LONGEST_TEXT),
        certificate=certificate,
        why=short(result.why),
        counterexample=dict(result.counterexample),
        seconds=round(result.seconds, 3),
    )
