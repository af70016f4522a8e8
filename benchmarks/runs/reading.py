"""A run of a suite as its folder has it, for those who go on with it, report on it, or judge it; it writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from architect.run import store
from architect.run.store import MANIFEST
from benchmarks.runs.about import About
from benchmarks.runs.events import BENCH_EVENTS, SessionEnded, SessionStarted, Try, TryBegun
from benchmarks.runs.folder import PROBLEMS, STATEMENTS, file_name
from benchmarks.suites.statement import Statement
from prover.words.budget import Spent
from prover.words.errors import BadInput
from prover.words.files import MOST_RECORDED_BYTES, read_text
from prover.words.shown import from_json


@dataclass(frozen=True)
class Sitting:
    """One process at work on a run. It made the records from ``first`` on, up to ``last`` once it has ``ended``."""

    started: SessionStarted
    first: int
    ended: SessionEnded | None = None
    last: int | None = None


@dataclass(frozen=True)
class BenchRun:
    """All that a folder says.

    ``hashes`` are the digests of the statements' texts, by id. ``lost`` is the money that tries may have taken of which
    nothing more is known, because the process was killed. ``unread`` says of each line of the journal that is left out
    why.
    """

    path: Path
    about: About
    statements: Sequence[Statement]
    hashes: Mapping[str, str]
    records: Sequence[Try]
    sittings: Sequence[Sitting]
    lost: float
    unread: Sequence[str] = ()

    @property
    def samples(self) -> int:
        return self.about.asked.samples

    @property
    def spent(self) -> Spent:
        """What all of it took, also tries that were made again; what nobody knows of those killed is a guess."""
        return sum((record.spent for record in self.records), Spent(cost=self.lost, guessed_cost=self.lost))

    def tries(self) -> Mapping[tuple[str, int], Try]:
        """The last record of each try."""
        return {(record.id, record.sample): record for record in self.records}


def read_run(path: Path, whole: bool = True) -> BenchRun:
    """What a folder says. Raises `BadInput` when it is no run, or one that this version does not read.

    Where it need not be ``whole``, lines of the journal that are damaged are left out: for a report, not for money.
    """
    unread: list[str] = []
    if not (path / MANIFEST).exists():
        raise BadInput(f"{path}: there is no {MANIFEST} in it, so it is not the folder of a run")
    about = store.read_manifest(path, About)
    statements, hashes = _statements(path / STATEMENTS)
    records: list[Try] = []
    sittings: list[Sitting] = []
    lost, under_way = 0.0, dict[tuple[str, int], float]()
    for event in store.read_events(path, BENCH_EVENTS, None if whole else unread.append):
        match event:
            case TryBegun():
                lost += under_way.pop((event.id, event.sample), 0.0)
                under_way[event.id, event.sample] = event.aside
            case Try():
                records.append(event)
                under_way.pop((event.id, event.sample), None)
            case SessionStarted():
                sittings.append(Sitting(event, len(records)))
            case SessionEnded() if sittings:
                sittings[-1] = replace(sittings[-1], ended=event, last=len(records))
    return BenchRun(path, about, statements, hashes, records, sittings, lost + sum(under_way.values()), unread)


def _statements(path: Path) -> tuple[list[Statement], dict[str, str]]:
    """The statements without their texts, and the digests of these by id."""
    statements, hashes = [], {}
    for number, line in enumerate(read_text(path, MOST_RECORDED_BYTES, path.parent).split("\n"), 1):
        if not line:
            continue
        try:
            found = from_json(line)
            hashes[found["id"]] = found.pop("sha256")
            statements.append(Statement(text="", **found))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"{path}:{number}: not a statement of a run: {error}") from error
    return statements, hashes


def with_text(path: Path, statement: Statement) -> Statement:
    """A statement of the run in `path` with its text, which `problems/` has."""
    return replace(statement, text=read_text(path / PROBLEMS / f"{file_name(statement.id)}.lean", inside=path))
