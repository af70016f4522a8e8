"""Live Lean for whoever has no run: a text is checked, the goals at a place are told, declarations are found.

Nothing is proved here: that Lean accepts a text is no certificate. Anybody's text meets the sandbox of a model's.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from architect.api.composing import project_for
from architect.api.given import file_in, is_path, path_of, problem_of, settings_in_force
from architect.api.sharing import shared_pool
from architect.api.threads import in_thread
from architect.project.holes import goals_of
from prover.lean.live.pool import Pool
from prover.lean.search.chosen_index import opened_index
from prover.lean.search.premises import Index, Premise
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Hole
from prover.text.header import read_header
from prover.text.problem import Problem
from prover.words.errors import BadInput, LeanFailed
from prover.words.plain import counted
from prover.words.settings import Settings
from prover.words.verdict import Died, Message, Position, Unanswered, Verdict

IN_HEADER = "(in the header, "  # how a live Lean says that a message is of the imports, and where
MOST_FOUND = 8
MOST_HOLES = 64  # whose goals one check tells


@dataclass(frozen=True)
class GoalsAt:
    """The goals at a place of a text, as Lean prints them; where nobody can tell them, ``why`` says so.

    With neither there is nothing left to show there.
    """

    place: Position
    goals: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Checked:
    """What Lean says of a text; all places are in that text, its first line is 1 and its first column 0.

    ``accepted`` says that no message is an error: there may still be ``sorries``, which are all that its words show.
    ``goals`` are those at each error and each of the ``sorries``, where they were asked for: the first eight errors,
    and so many sorries as `MOST_HOLES`. Where Lean did not survive the text, ``died`` says in one line how.
    ``seconds`` is how long Lean took.
    """

    accepted: bool
    messages: tuple[Message, ...] = ()
    sorries: tuple[Position, ...] = ()
    goals: tuple[GoalsAt, ...] = ()
    died: str = ""
    seconds: float = 0.0

    @property
    def errors(self) -> tuple[Message, ...]:
        return Verdict(self.accepted, self.messages, self.seconds).errors


@dataclass(frozen=True)
class _Halves:
    """A text in two parts: the header that a live Lean keeps, and the rest."""

    problem: Problem

    @property
    def header(self) -> str:
        return self.problem.text[: self.problem.header_end]

    @property
    def rest(self) -> str:
        return self.problem.text[self.problem.header_end :]

    @property
    def _above(self) -> int:
        """The rest begins in the line behind so many."""
        return self.header.count("\n")

    @property
    def _left(self) -> int:
        """How far to the right the rest begins."""
        return len(self.header.rpartition("\n")[2])

    def outside(self, place: Position) -> Position:
        """A place of the rest in the whole text."""
        return Position(place.line + self._above, place.column + (self._left if place.line == 1 else 0))

    def inside(self, place: Position) -> Position | None:
        """A place of the whole text in the rest; None for one in the header. Raises `BadInput` for none."""
        lines = self.problem.text.split("\n")
        if not 1 <= place.line <= len(lines):
            raise BadInput(f"line {place.line}: the text has {counted(len(lines), 'line')}, the first of which is 1")
        if not 0 <= place.column <= len(lines[place.line - 1]):
            wide = len(lines[place.line - 1])
            raise BadInput(f"column {place.column}: line {place.line} has the columns 0 to {wide}")
        if place < Position(self._above + 1, self._left):
            return None
        line = place.line - self._above
        return Position(line, place.column - (self._left if line == 1 else 0))

    def placed(self, message: Message) -> Message:
        """A message on the rest, or on the header, with its place in the whole text."""
        if not message.text.startswith(IN_HEADER):
            return replace(message, start=self.outside(message.start), end=self.outside(message.end))
        where, _, words = message.text.removeprefix(IN_HEADER).partition(") ")
        line, _, column = where.partition(":")
        place = Position(int(line), int(column)) if line.isdecimal() and column.isdecimal() else message.start
        return replace(message, start=place, end=place, text=words)


def _halves(text: str) -> _Halves:
    """It takes its time with a large text. Raises `BadInput` for one that no file could hold."""
    return _Halves(problem_of(text))


def _with_holes(text: str) -> tuple[_Halves, tuple[Hole, ...], tuple[Position, ...]]:
    """The same, with each `sorry` in the text, and the places of these."""
    asked = _halves(text)
    holes = asked.problem.every_hole()
    return asked, holes, tuple(asked.problem.position(hole.start) for hole in holes)


class OpenLean:
    """The live Leans of one project, or the embedded ones, for any number of callers at once; `live` opens it."""

    def __init__(self, pool: Pool, owned: ExitStack) -> None:
        self._pool, self._owned = pool, owned
        self._index: Index | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def processes(self) -> int:
        """How many Leans there are: starting, idle, busy or ending."""
        return self._pool.processes

    async def check(self, text: str, *, goals: bool = False, seconds: float | None = None) -> Checked:
        """What Lean says of a whole text, imports included, within ``seconds`` (by default `time.compile`).

        Raises `LeanFailed` where there is no Lean to be asked, or too many wait for one (`PoolBusy`), `BadInput` for a
        text that no file could hold, and for ``seconds`` that are none.
        """
        most = _within(seconds)
        asked, holes, sorries = await in_thread(partial(_with_holes, text))
        async with self._pool.session(asked.header) as lean:
            verdict = await lean.check(asked.rest, most or lean.times.compile, goals=goals)
            if isinstance(verdict, Died):
                return Checked(accepted=False, sorries=sorries, died=verdict.why)
            found = [
                GoalsAt(asked.placed(error).start, there)
                for error, there in zip(verdict.errors, verdict.goals, strict=False)
                if there
            ]
            if goals and holes:
                told: dict[Hole, str] = {}
                why = await goals_of(lean, asked.problem, holes[:MOST_HOLES], told.__setitem__)
                found += [
                    GoalsAt(place, (told[hole],))
                    if hole in told
                    else GoalsAt(place, why=why or "Lean tells no goal here")
                    for hole, place in zip(holes[:MOST_HOLES], sorries, strict=False)
                ]
        messages = tuple(asked.placed(message) for message in verdict.messages)
        found.sort(key=lambda each: each.place)
        return Checked(verdict.accepted, messages, sorries, tuple(found), seconds=verdict.seconds)

    async def goals(self, text: str, line: int, column: int, *, seconds: float | None = None) -> GoalsAt:
        """The goals at a place of a text (the first line is 1, the first column 0), as an editor shows them there.

        Raises as `check` does, and `BadInput` for a place that the text does not have.
        """
        most, asked = _within(seconds), await in_thread(partial(_halves, text))
        place = Position(line, column)
        if (there := asked.inside(place)) is None:
            return GoalsAt(place, why="this place is in the header")
        async with self._pool.session(asked.header) as lean:
            found = await lean.goals_at(asked.rest, there, most or lean.times.compile, exactly=True)
        return GoalsAt(place, why=found.why) if isinstance(found, Unanswered | Died) else GoalsAt(place, found)

    async def search(self, query: str, *, most: int = MOST_FOUND, text: str | None = None) -> list[Premise]:
        """Declarations that a text may use, the best first (docs/search.md); with ``text`` of what it imports only.

        Raises `LeanFailed` where nobody could look, which is not "nothing found"; `BadInput` where ``most`` is none.
        """
        if most < 1:
            raise BadInput(f"most={most}: at least 1 is needed")
        async with self._one_at_a_time:
            if self._index is None:
                self._index = await opened_index(self._pool, self._pool.toolchain.times.start, self._owned)
        header = None if text is None else text[: read_header(text)[1]]
        found = await self._index.find(query, most, header)
        if isinstance(found, Died):
            raise LeanFailed(f"the declarations of the library could not be looked at: {found.why}")
        return found


def _within(seconds: float | None) -> float | None:
    if seconds is not None and not 0 < seconds <= sys.float_info.max:  # nor what is no number
        raise BadInput(f"seconds={seconds}: a number above 0 is needed, or None for as long as `time.compile` says")
    return seconds


@asynccontextmanager
async def live(
    project: str | Path | None = None,
    settings: Settings | str | Path | None = None,
    *,
    file: str | Path | None = None,
) -> AsyncIterator[OpenLean]:
    """The live Leans of a Lake project, or the embedded ones; they start when first asked, and end with the block.

    ``settings`` may be a file of them, and are those of `architect.toml` here where none are given; of them ``lean``
    says how many Leans there may be, and how they are confined. ``file`` names one of the project whose options they
    have. Raises `LeanFailed` where there is no such Lean, `BadInput` for settings that cannot be read.
    """
    chosen = (await in_thread(partial(settings_in_force, settings))).settings
    toolchain = await in_thread(partial(chosen_toolchain, path_of(project), chosen, path_of(file)))
    async with open_lean(toolchain, chosen.lean.jobs) as lean:
        yield lean


@asynccontextmanager
async def open_lean(toolchain: Toolchain, jobs: int | None = None) -> AsyncIterator[OpenLean]:
    """The same of a Lean that is known, at most ``jobs`` at a time, those of runs of the same loop counted."""
    with ExitStack() as owned:
        async with shared_pool(toolchain, jobs) as pool:
            yield OpenLean(pool, owned)


async def check(
    source: str | Path,
    *,
    project: str | Path | None = None,
    settings: Settings | str | Path | None = None,
    goals: bool = True,
) -> Checked:
    """What a live Lean says of a file or a text, which are told apart as by `prove`; so is the project found.

    For more than one question `live` is better: its Leans stay. Raises as `live` and `OpenLean.check` do, and
    `BadInput` for a file that cannot be read.
    """

    def given() -> tuple[Problem, Settings, Path | None]:
        chosen, problem = settings_in_force(settings).settings, file_in(source)
        return problem, chosen, project_for(problem, path_of(project), chosen, lambda _: None)

    problem, chosen, folder = await in_thread(given)
    file = problem.path if is_path(source) and folder is not None else None
    async with live(folder, chosen, file=file) as lean:
        return await lean.check(problem.text, goals=goals)
