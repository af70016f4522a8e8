"""`architect prove` of several files: a run for each, the limits of the command shared, one exit code: the worst."""

import argparse
import json
import shlex
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from architect.commands.handing import Form, Handing
from architect.commands.named_files import NamedFile
from architect.commands.settings_options import resolved
from architect.commands.streams import as_given, complain, say
from prover.words.errors import ArchitectError, BadInput
from prover.words.plain import counted
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.commands.shared_limits import SharedLimits

OF_ONE_FILE = {
    "out": "--out",
    "theorem": "--theorem",
    "line": "--line",
    "proof_hint": "--proof-hint",
    "record": "--record",
    "replay": "--replay",
}
NOT_PROVED = 1
WORDS = {0: "proved", NOT_PROVED: "not proved", 2: "bad input", 3: "failed"}
NOT_BEGUN = "not begun"
MOST_NAMED = 20  # files in a line

ProveOne = Callable[[argparse.Namespace, NamedFile, "SharedLimits"], int]  # returns the exit code


def prove_files(files: Sequence[NamedFile], options: argparse.Namespace, prove_one: ProveOne) -> int:
    """Prove what is open in each of them, and say in the end what became of them all."""
    from architect.commands.shared_limits import SharedLimits
    from prover.words.errors import LimitReached

    for name, option in OF_ONE_FILE.items():
        if getattr(options, name) is not None:
            raise BadInput(f"{option}: it is for one file")
    limits, handing, codes = SharedLimits(resolved(options)), Handing.of(options), list[int]()
    for number, file in enumerate(files):
        try:
            options.share = limits.share(len(files) - number)
            if handing.is_report:
                say(in_one_line(f"{file.path}:"))
            codes.append(prove_one(options, file, limits))
        except LimitReached as limit:
            for late in files[number:]:
                _tell(late, NOT_BEGUN, f"{NOT_BEGUN}: {limit}", handing)
                codes.append(NOT_PROVED)
            break
        except ArchitectError as error:
            _tell(file, WORDS[error.exit_code], str(error), handing)
            codes.append(error.exit_code)
        except BaseException as error:
            has_begun = type(error) is not KeyboardInterrupt  # but `Stopped`, or a bug
            if left := files[number + 1 if has_begun else number :]:
                complain(f"architect: {NOT_BEGUN}: {_listed(left)}: the same command with these goes on with them")
            raise
        if handing.is_report:
            say("")
    if handing.is_report:
        counts = ", ".join(f"{codes.count(code)} {words}" for code, words in WORDS.items() if code in codes)
        say(f"{counted(len(files), 'file')}: {counts}")
    return max(codes, default=0)


def _tell(file: NamedFile, status: str, message: str, handing: Handing) -> None:
    from architect.views.report import error_as_json

    message = as_given(message)
    complain(f"architect: {message if str(file.path) in message else f'{file.path}: {message}'}")
    if handing.form is Form.JSON:
        say(json.dumps({**error_as_json(status, message), "file": str(file.path)}, ensure_ascii=False))


def _listed(files: Sequence[NamedFile]) -> str:
    names = [shlex.quote(str(file.path)) for file in files]
    more = len(names) - MOST_NAMED
    return " ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
