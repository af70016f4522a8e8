"""Whether Lean too ends a theorem where this program does, when words say that it has no proof: Lean reads it as given.

Nothing is put into a user's statement on a guess: where Lean reads on, the file is refused.
"""

from pathlib import Path

from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import Bodiless, Problem
from prover.words.errors import BadInput
from prover.words.scratch import scratch_folder
from prover.words.verdict import Message, Severity, position


def completion_of(problem: Problem) -> tuple[str, ...]:
    """A line that says what was added to the file; none where nothing was."""
    if not problem.bodiless:
        return ()
    first, *others = problem.bodiless
    more = f" (and of {len(others)} more)" if others else ""
    place = f"{problem.path}:{position(problem.given, first.at)}"
    return (f"{place}: the proof of {first.name}{more} is missing: the file is read with `sorry` in its place",)


async def require_ended(toolchain: Toolchain, problem: Problem) -> None:
    """Raise `BadInput` where Lean reads on at a place where something was added, `LeanFailed` when it dies of the file.

    What Lean has against the file is the reason, if anything. Where nothing was added, Lean is not asked.
    """
    if not problem.bodiless:
        return
    errors = await _errors_in(toolchain, problem.given)
    for each in problem.bodiless:
        if not any(_is_about(error, each, problem.given) for error in errors):
            if errors:
                raise BadInput(_not_accepted(problem, errors[0]))
            place = f"{problem.path}:{position(problem.given, each.at)}"
            raise BadInput(
                f"{place}: {each.name} seems to end here without a proof, but not to Lean: write `:= by sorry` where "
                "its proof should stand"
            )


async def objection_to(toolchain: Toolchain, problem: Problem) -> str:
    """What Lean has against a file as given, in a line with its place; empty where it has nothing.

    Raises `LeanFailed` when it dies of the file.
    """
    errors = await _errors_in(toolchain, problem.given)
    return _not_accepted(problem, errors[0]) if errors else ""


async def _errors_in(toolchain: Toolchain, text: str) -> list[Message]:
    with scratch_folder("given") as folder:
        given = survived(await compile_text(toolchain, text, Path(folder), toolchain.times.compile))
    return [message for message in given.messages if message.severity is Severity.ERROR]


def _not_accepted(problem: Problem, error: Message) -> str:
    return f"{problem.path}:{error.start}: Lean does not accept the file as it is: {' '.join(error.text.split())}"


def _is_about(error: Message, each: Bodiless, given: str) -> bool:
    """Whether Lean got to the end of the theorem and no further."""
    start = (error.start.line, error.start.column)
    if "unsolved goals" in error.text:  # since new versions take a `by` with nothing behind it
        return start == _place(given, each.last)
    due = "':='" if ":=" in each.added else ""
    return (
        "expected" in error.text
        and due in error.text
        and _place(given, each.at) <= start <= _place(given, each.following)
    )


def _place(text: str, offset: int) -> tuple[int, int]:
    found = position(text, offset)
    return found.line, found.column
