"""Which files a command line names: a file, a line of one, all that is open in a folder, or standard input."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prover.words.errors import BadInput
from prover.words.plain import counted, listed

if TYPE_CHECKING:
    from prover.text.problem import Problem

STANDARD_INPUT = "-"
ITS_NAME = Path("<stdin>")
AT_A_LINE = re.compile(r"(?P<path>.+\.lean):(?P<line>[1-9][0-9]{0,8})(:[0-9]+)?")  # as `architect sorries` says it


@dataclass(frozen=True)
class NamedFile:
    """A file as the user named it, and the line that is meant in it where one is."""

    path: Path
    line: int | None = None

    @property
    def is_standard_input(self) -> bool:
        return self.path == ITS_NAME

    def problem(self) -> "Problem":
        """What it says. Raises `BadInput` where it cannot be read; standard input can be read once."""
        from prover.text.completing import completed
        from prover.text.problem import parse_problem, read_problem
        from prover.words.files import read_standard_input

        if self.is_standard_input:
            return completed(parse_problem(read_standard_input(self.path), self.path))
        return completed(read_problem(self.path))


def named_file(name: str) -> NamedFile:
    """What one word that is no folder names."""
    if name == STANDARD_INPUT:
        return NamedFile(ITS_NAME)
    if (at := AT_A_LINE.fullmatch(name)) and not Path(name).exists():
        return NamedFile(Path(at["path"]), int(at["line"]))
    return NamedFile(Path(name))


def named_files(names: Sequence[str], tell: Callable[[str], None]) -> list[NamedFile]:
    """What several words name, or one folder; ``tell`` hears what is passed over. Raises `BadInput` for no files.

    A file comes once, whatever it is called; where lines of it are meant, the lower ones first, since lemmas that are
    written before a theorem move what is below them.
    """
    found: dict[NamedFile, None] = {}
    for name in names:
        if name == STANDARD_INPUT:
            raise BadInput("-: standard input is one file: name it alone")
        found |= dict.fromkeys(_open_in(Path(name), tell) if Path(name).is_dir() else [named_file(name)])
    return _each_once(found)


def _each_once(named: Iterable[NamedFile]) -> list[NamedFile]:
    files: dict[str, dict[int | None, NamedFile]] = {}
    for file in named:
        files.setdefault(os.path.realpath(file.path), {}).setdefault(file.line, file)
    return [
        lines[line]
        for lines in files.values()
        for line in ([None] if None in lines else sorted(lines, key=lambda line: -(line or 0)))
    ]


def _open_in(folder: Path, tell: Callable[[str], None]) -> list[NamedFile]:
    """Its files with something to prove, and those that cannot be read, for whoever proves to say so."""
    files = [*_lean_files(folder, tell)]
    found = [file for file in files if _is_open(file)]
    if not found:
        why = f"no `sorry` in {counted(len(files), '.lean file')} of it" if files else "there is no .lean file in it"
        raise BadInput(f"{folder}: {why}, so nothing to prove")
    return found


def _lean_files(folder: Path, tell: Callable[[str], None]) -> Iterator[NamedFile]:
    from prover.lean.toolchains.project import LAKEFILES

    def unlisted(error: OSError) -> None:
        tell(f"passed over: {error.filename} cannot be listed: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=unlisted):
        below = Path(place)
        if below != folder and {*LAKEFILES} & {*names}:
            folders.clear()
            tell(f"passed over: {below} is a Lake project: `{of_project(below)}` proves what is open there")
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (NamedFile(below / name) for name in sorted(names) if name.endswith(".lean"))


def _is_open(file: NamedFile) -> bool:
    try:
        problem = file.problem()
    except BadInput:
        return True
    return any(declaration.may_hold_proofs and declaration.holes for declaration in problem.declarations)


def of_project(folder: Path) -> str:
    """The command for a whole Lake project."""
    return f"architect prove --project {shlex.quote(str(folder))}"


def theorem_at(problem: "Problem", line: int) -> str:
    """The name of the theorem whose declaration covers a ``line``, counted from 1. Raises `BadInput` for none."""
    spans = {
        (problem.position(each.start).line, problem.position(max(each.start, each.end - 1)).line): each
        for each in problem.declarations
        if each.may_hold_proofs and each.holes
    }
    here = [each for (first, last), each in spans.items() if first <= line <= last]
    if not here:
        there = listed([f"{each.name or 'a nameless one'} at {first}" for (first, _), each in spans.items()])
        raise BadInput(f"{problem.path}:{line}: no theorem with a `sorry` is there (there are: {there})")
    if not here[0].name:
        raise BadInput(f"{problem.path}:{line}: what stands there has no name: leave the line out to prove all")
    return here[0].name
