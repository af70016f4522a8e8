"""The macros of the document that a run was begun with: kept in its folder, for its page to typeset with."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from architect.page.data import PageMacro
from architect.run.folder import MACROS
from prover.words.errors import BadInput, faults_in
from prover.words.files import read_bytes
from prover.words.shown import from_json
from prover.words.writing import write_whole

LONGEST = 1000  # characters of a macro that a page has
MOST_MACROS = 2000
MOST_ARGUMENTS = 9
_KEPT = TypeAdapter(tuple[PageMacro, ...])


def bounded(macros: Iterable[PageMacro]) -> tuple[PageMacro, ...]:
    """The last of them, each of a bounded length: a page must open whatever a document defines."""
    short = [each for each in macros if len(each.name + each.body + (each.first or "")) <= LONGEST]
    return tuple(each for each in short if 0 <= each.arguments <= MOST_ARGUMENTS)[-MOST_MACROS:]


def keep_macros(folder: Path, macros: Iterable[PageMacro]) -> None:
    """Write them into the folder of a run, where there are any. Raises as `write_whole` does."""
    if found := bounded(macros):
        write_whole(folder / MACROS, _KEPT.dump_json(found, by_alias=True) + b"\n")


def kept_macros(folder: Path) -> tuple[PageMacro, ...]:
    """Those of a run; none where nothing was kept. Raises `BadInput` for what is damaged."""
    path = folder / MACROS
    try:
        return bounded(_KEPT.validate_python(from_json(read_bytes(path, inside=folder))))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise BadInput(f"{path}: no macros of this version: {faults_in(error)[0]}") from error
    except ValueError as error:
        raise BadInput(f"{path}: no macros of this version: {error}") from error
