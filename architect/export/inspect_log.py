"""A run as a log of Inspect, of what it recorded: a sample each theorem, scored by what the gate said; writes nothing.

Times and names are the run's own, so that as recorded a run has one log, byte for byte.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from architect.export.inspect_form import (
    InspectLog,
    LogChoice,
    LogDataset,
    LogEvent,
    LogInfo,
    LogMessage,
    LogMetric,
    LogOutput,
    LogPlan,
    LogResults,
    LogSample,
    LogScore,
    LogScored,
    LogScorer,
    LogStats,
    LogStatus,
    LogStep,
    LogTask,
    LogUsage,
)  # fmt: skip
from architect.export.inspect_talk import Attachments, Dialogue, dialogues_of, usage_of
from architect.project.recorded import AnyRun, Claimed, Judging, RunRow, row_of, spent_in, started, word_of
from architect.run.claims import Claim
from architect.run.conversations import TalkTurn, turns_in
from architect.run.events import RunEvent, TheoremSettled
from architect.run.folder import Run
from architect.run.recorded import RecordedFile, TheoremRow, theorem_rows
from architect.run.result import Result
from prover.text.declarations import Declaration
from prover.words.errors import BadInput
from prover.words.files import name_of
from prover.words.settings import Settings

SCORE = "certified"
REFUSED = "refused"
PACKAGE = "blueprint-prover"
STATUS: dict[str, LogStatus] = {"running": "started", "ended": "success", "interrupted": "cancelled"}


@dataclass(frozen=True)
class _Exported:
    """All that there is of one theorem of a run; ``judged`` is what its ``claim`` came to, where it has one."""

    file: RecordedFile
    target: Declaration
    row: TheoremRow
    claim: Claim | None
    judged: Result | None
    dialogues: Sequence[Dialogue]

    @property
    def name(self) -> str:
        return f"{self.row.module}: {self.row.theorem}" if self.row.module else self.row.theorem

    @property
    def events(self) -> list[RunEvent]:
        return [event for event in self.file.events if event.target == self.target.name]

    @property
    def settled(self) -> TheoremSettled | None:
        """How it ended, if it did."""
        return next((event for event in reversed(self.events) if isinstance(event, TheoremSettled)), None)

    @property
    def proof(self) -> str | None:
        """The theorem with its proof as it stands in the file; None where none is recorded."""
        if self.claim is None or not self.claim.result.fills:
            return None
        return self.file.problem.slice(self.target.start, self.target.end, self.claim.result.fills).rstrip()


def file_name(run: AnyRun) -> str:
    """Of its log: Inspect takes a file for a log whose name begins with a time."""
    began = datetime.fromtimestamp(started(run), UTC).strftime("%Y-%m-%dT%H-%M-%S+00-00")
    return f"{began}_architect-prove_{run.name}.json"


def as_inspect_log(run: AnyRun, judge: Judging, judged: str, left_out: list[str]) -> InspectLog:
    """The log of a run whose proofs count by the word of ``judge`` (`recorded.row_of`), which ``judged`` names.

    Lines of what was said that are damaged are put into ``left_out``. Raises `BadInput` for a run that is damaged.
    """
    files: list[RecordedFile] = []  # as they were judged: a run may go on
    results: list[Result] = []

    def noted(of: AnyRun, claimed: Claimed) -> list[Result]:
        files.extend(file for file, _ in claimed)
        results.extend(judge(of, claimed))
        return results

    row = row_of(run, noted, judged)
    if row.state not in STATUS:
        raise BadInput(f"{run.folder}: it cannot be exported: {row.why}")
    said = dialogues_of(_turns(run, left_out))
    theorems = list(_theorems(files, iter(results), said))
    settings = files[0].settings if files else Settings()
    samples = [_sample(theorem, settings, judged) for theorem in theorems]
    scored = [score for sample in samples if sample.scores for score in sample.scores.values()]
    right = sum(score.value == "C" for score in scored)
    scorer = LogScorer(
        name=SCORE,
        scorer=SCORE,
        scored_samples=len(scored),
        unscored_samples=len(samples) - len(scored),
        metrics={"accuracy": LogMetric(name="accuracy", value=right / len(scored) if scored else 0.0)},
    )
    spent = spent_in(files)
    usage = usage_of(each for talk in said.values() for each in talk)
    stats = LogStats(
        started_at=row.started,
        completed_at=row.active,
        model_usage=usage or ({_model(settings): LogUsage.of(spent)} if spent.calls else {}),
        role_usage={role: LogUsage.of(each) for role, each in spent.roles.items()},
    )
    return InspectLog(
        status=STATUS[row.state],
        task=_task(run, row, settings, [sample.id for sample in samples]),
        plan=LogPlan(name="architect", steps=[LogStep(solver="architect", params={})]),
        results=LogResults(total_samples=len(samples), completed_samples=len(scored), scores=[scorer]),
        stats=stats,
        samples=samples,
    )


def _turns(run: AnyRun, left_out: list[str]) -> Sequence[TalkTurn]:
    try:
        return turns_in(run.folder, left_out.append).news()[0]
    except BadInput as error:  # a run is exported without them too
        left_out.append(str(error))
        return ()


def _theorems(
    files: Sequence[RecordedFile], results: Iterator[Result], said: dict[tuple[str, str], list[Dialogue]]
) -> Iterator[_Exported]:
    for file in files:
        claims = {claim.theorem: (claim, next(results)) for claim in file.claims}
        for target, row in zip(file.targets, theorem_rows(file), strict=True):
            claim, result = claims.get(target.name, (None, None))
            yield _Exported(file, target, row, claim, result, said.get((file.module, target.name), ()))


def _task(run: AnyRun, row: RunRow, settings: Settings, names: Sequence[str]) -> LogTask:
    what = name_of(row.problem)
    return LogTask(
        eval_id=run.name,
        run_id=run.name,
        created=row.started,
        task="architect prove" if isinstance(run, Run) else "architect prove --project",
        task_id=run.name,
        dataset=LogDataset(name=name_of(row.problem.name), location=what, samples=len(names), sample_ids=names),
        model=_model(settings),
        config={"epochs": 1},
        packages={PACKAGE: version(PACKAGE)},
        metadata={
            "run": run.name,
            "file": what,
            "judged": row.judged,
            "limits": settings.limits.model_dump(mode="json"),
        },
    )


def _sample(theorem: _Exported, settings: Settings, judged: str) -> LogSample:
    target, problem = theorem.target, theorem.file.problem
    spoken = [turn.time for dialogue in theorem.dialogues for turn in dialogue.turns]
    times = sorted([event.time for event in theorem.events if event.time] + spoken)
    began = times[0] - (theorem.row.seconds if theorem.settled and len(times) == 1 else 0.0) if times else None
    score = _score(theorem, judged)
    kept = Attachments()
    model = _model(settings)
    proof = theorem.proof
    answer = LogMessage(id=f"{theorem.name}-answer", role="assistant", content=proof or "", model=model)
    return LogSample(
        id=theorem.name,
        input=problem.text[target.start : target.end].rstrip(),
        target="a proof that the gate certifies",
        messages=[message for dialogue in theorem.dialogues for message in dialogue.messages],
        output=LogOutput(
            model=model,
            choices=[LogChoice(message=answer, stop_reason="stop")] if proof else [],
            completion=proof or "",
        ),
        scores={SCORE: score} if score else None,
        metadata={
            "file": name_of(problem.path),
            "status": theorem.row.status,
            "method": theorem.row.method,
            "refinements": theorem.row.refinements,
            "nodes": theorem.row.nodes,
        },
        events=_events(theorem, began or 0.0, score, kept),
        attachments=kept.texts,
        model_usage=usage_of(theorem.dialogues),
        started_at=began,
        completed_at=times[-1] if times else None,
        total_time=theorem.row.seconds,
    )


def _score(theorem: _Exported, judged: str) -> LogScore | None:
    """None of what has not come to an end."""
    settled = theorem.settled
    if settled is None:
        return None
    word = word_of(theorem.judged) if theorem.judged else ""
    status = REFUSED if word == REFUSED else theorem.row.status
    own = theorem.judged.certificate if theorem.judged else None
    certificate = None if word == REFUSED else own or settled.certificate  # the second is recorded, and a claim
    how = f" by {theorem.row.method}" if theorem.row.method else ""
    why = f": {theorem.row.why}" if theorem.row.why else ""
    return LogScore(
        value="C" if word == "proved" else "I",
        answer=theorem.proof,
        explanation=f"{status}{how}, {judged}{why}",
        metadata={
            "status": status,
            "judged": judged,
            "certificate": certificate.model_dump(mode="json", by_alias=True) if certificate else None,
        },
    )


def _events(theorem: _Exported, began: float, score: LogScore | None, kept: Attachments) -> list[LogEvent]:
    """What was said and what the journal has of it, in the order of time; the score last."""
    found: list[LogEvent] = [event for each in theorem.dialogues for event in each.events(began, kept.keep)]
    for event in theorem.events:
        rest = event.model_dump(mode="json", exclude={"event", "time", "target", "certificate"})  # that has the score
        data = {"event": event.event, **rest}
        found.append(LogInfo(timestamp=event.time, working_start=event.time - began, source="journal", data=data))
    found.sort(key=lambda event: event.timestamp)
    if score is not None:
        last = found[-1].timestamp
        found.append(LogScored(timestamp=last, working_start=last - began, score=score))
    return found


def _model(settings: Settings) -> str:
    return settings.model.name or "none"
