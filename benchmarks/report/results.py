"""What came of each statement of a run, a row each, from its journal; and the files that the run kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from architect.blueprint.graph import Blueprint
from architect.formats.json_file import read_with_states
from architect.views.costs import money_known
from architect.views.progress import NO_STATES, States
from benchmarks.runs.events import Try
from benchmarks.runs.folder import DRAWN, PROVED, file_of_try
from benchmarks.runs.reading import BenchRun
from benchmarks.suites.statement import Statement
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.files import read_text

NOT_TRIED = "not tried"


@dataclass(frozen=True)
class StatementResult:
    """One statement: ``state`` is what the try came to that tells of it (`telling`), or `not tried`.

    ``seconds`` and ``cost`` are those of all its ``tries``, ``solved`` of which proved it. ``method`` and ``reason``
    are of the try that tells, and so are ``proof`` and ``blueprint``, files of the run's folder: the first is empty
    where there is no proof, the second is there if something was planned. ``cost`` is None where a price is not known.
    """

    id: str
    track: str
    category: str
    state: str
    method: str
    seconds: float
    cost: float | None
    tries: int
    solved: int
    reason: str
    proof: str
    blueprint: str


def results_of(run: BenchRun, tries: Mapping[str, Sequence[Try]]) -> list[StatementResult]:
    """A row for each statement, in the order of the suite."""
    priced = run.about.asked.settings.priced
    return [_result(statement, tries.get(statement.id, ()), priced) for statement in run.statements]


def telling(made: Sequence[Try]) -> Try | None:
    """Of the tries of a statement the first that proved it, else the first that disproved it, else the last."""
    settled = [record for status in ("proved", "disproved") for record in made if record.status == status]
    return next(iter([*settled, *made[-1:]]), None)


def _result(statement: Statement, made: Sequence[Try], priced: bool) -> StatementResult:
    told, spent = telling(made), sum((record.spent for record in made), Spent())
    return StatementResult(
        id=statement.id,
        track=statement.track,
        category=statement.category,
        state=told.status if told else NOT_TRIED,
        method=told.method if told else "",
        seconds=round(sum(record.seconds for record in made), 3),
        cost=spent.cost if money_known(spent, priced) else None,
        tries=len(made),
        solved=sum(record.solved for record in made),
        reason="" if told is None or told.solved else told.reason,
        proof=_file(PROVED, told, "lean") if told and told.solved else "",
        blueprint=_file(DRAWN, told, "json"),
    )


def _file(folder: str, record: Try | None, ending: str) -> str:
    return file_of_try(folder, record.id, record.sample, ending) if record else ""


@dataclass(frozen=True)
class KeptFiles:
    """The files of a statement: its proof, its last blueprint with the states of the nodes, and what cannot be read."""

    proof: str = ""
    blueprint: Blueprint | None = None
    states: States = field(default_factory=dict)
    unread: Sequence[str] = ()


def kept_in(folder: Path, results: Sequence[StatementResult]) -> dict[str, KeptFiles]:
    """What there is of each statement, by id. What cannot be read is a reason, and no error."""
    return {result.id: _kept(folder, result) for result in results}


def _kept(folder: Path, result: StatementResult) -> KeptFiles:
    proof, blueprint, states, unread = "", None, NO_STATES, list[str]()
    if result.proof:
        try:
            proof = read_text(folder / result.proof, inside=folder)
        except BadInput as error:
            unread.append(str(error))
    path = folder / result.blueprint
    if result.blueprint and path.exists():
        try:
            blueprint, states = _planned(path, folder)
        except BadInput as error:
            unread.append(str(error))
    return KeptFiles(proof, blueprint, states, unread)


def _planned(path: Path, folder: Path) -> tuple[Blueprint, States]:
    text = read_text(path, inside=folder)
    try:
        return read_with_states(text)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error
