"""What came of each statement of a run, a row each, from its journal; and the files that the run kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runs.events import Try
from benchmarks.runs.folder import GRAPHS, PROVED, file_name, of_sample
from benchmarks.runs.reading import BenchRun
from benchmarks.suites.statement import Statement
from prover.words.errors import BadInput
from prover.words.files import read_text

NOT_TRIED = "not tried"


@dataclass(frozen=True)
class StatementResult:
    """One statement: ``state`` is `proved` once a try has solved it, else what the last try came to, or `not tried`.

    ``seconds`` and ``cost`` are those of all its ``tries``, ``solved`` of which proved it; ``method`` and ``proof``,
    a file of the run's folder, are of the first of these, and empty where there is none, as ``reason`` says.
    """

    id: str
    track: str
    category: str
    state: str
    method: str
    seconds: float
    cost: float
    tries: int
    solved: int
    reason: str
    proof: str
    graph: str


def results_of(run: BenchRun, tries: Mapping[str, Sequence[Try]]) -> list[StatementResult]:
    """A row for each statement, in the order of the suite."""
    return [_result(statement, tries.get(statement.id, ())) for statement in run.statements]


def _result(statement: Statement, made: Sequence[Try]) -> StatementResult:
    solved = [record for record in made if record.solved]
    told = solved[0] if solved else made[-1] if made else None
    return StatementResult(
        id=statement.id,
        track=statement.track,
        category=statement.category,
        state=told.status if told else NOT_TRIED,
        method=told.method if told else "",
        seconds=round(sum(record.seconds for record in made), 3),
        cost=sum(record.spent.cost for record in made),
        tries=len(made),
        solved=len(solved),
        reason="" if solved or told is None else told.reason,
        proof=_file(PROVED, told, "lean") if solved else "",
        graph=_file(GRAPHS, told, "html"),
    )


def _file(folder: str, record: Try | None, ending: str) -> str:
    return f"{of_sample(folder, record.sample)}/{file_name(record.id)}.{ending}" if record else ""


@dataclass(frozen=True)
class KeptFiles:
    """The files of a statement: the text of its proof, or why that cannot be read, and the page of its graph."""

    text: str = ""
    unread: str = ""
    graph: Path | None = None


def kept_in(folder: Path, results: Sequence[StatementResult]) -> dict[str, KeptFiles]:
    """What there is of each statement, by id. A proof that is recorded and cannot be read is a reason, and no error."""
    return {result.id: _kept(folder, result) for result in results}


def _kept(folder: Path, result: StatementResult) -> KeptFiles:
    page = folder / result.graph
    graph = page if result.graph and page.is_file() else None
    if not result.proof:
        return KeptFiles(graph=graph)
    try:
        return KeptFiles(read_text(folder / result.proof), "", graph)
    except BadInput as error:
        return KeptFiles("", str(error), graph)
