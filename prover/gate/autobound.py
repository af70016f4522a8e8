"""Names that Lean binds by itself: a type that the library does not have becomes a variable of the statement.

Lean is asked: it reads the file with that turned off, and what it does not know then is what it had bound. A letter,
with digits behind it, is left to it, as Lean has it where `relaxedAutoImplicit` is off; but `ℝ` is a letter too.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from prover.lean.oneshot import Compilation, compile_text, survived
from prover.lean.toolchains.embedded import readme
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import Problem
from prover.text.tokens import code_tokens, spliced, words_of
from prover.words.errors import BadInput
from prover.words.scratch import scratch_folder
from prover.words.verdict import Position, Severity

OPTIONS = frozenset({"autoImplicit", "relaxedAutoImplicit"})
WORDS_OFF = "-DrelaxedAutoImplicit=false"
ALL_OFF = "-DautoImplicit=false"
BOUND = "implicitly bound variable"  # what Lean says that a name it does not know cannot be
LETTER = re.compile(r"\w[\d₀-₉'_]*")
IMPLICIT = re.compile(r"\{([^{}:]*) :")  # names of implicit variables in a type as the kernel prints it


@dataclass(frozen=True)
class AutoBound:
    """A name of the file that Lean takes for a variable, where it stands first."""

    name: str
    at: Position

    @property
    def is_type(self) -> bool:
        """Whether everyone would take it for a certain type."""
        return self.name in _listed("types")


@functools.cache
def _listed(what: str) -> frozenset[str]:
    return frozenset(tomllib.loads((files("prover.gate") / "autobound.toml").read_text("utf-8"))[what])


def well_known() -> frozenset[str]:
    """Names that everyone takes for a certain type or constant."""
    return _listed("types") | _listed("constants")


async def compile_official(
    toolchain: Toolchain, problem: Problem, folder: Path
) -> tuple[Compilation, tuple[AutoBound, ...]]:
    """The user's file compiled, and what Lean bound in it; where that is nothing, it is compiled once.

    Raises `LeanFailed` when Lean does not survive it.
    """

    async def compiled(text: str, *options: str) -> Compilation:
        return survived(await compile_text(toolchain, text, folder, toolchain.times.compile, options))

    text = _with_options_off(problem.text)
    letters = any(LETTER.fullmatch(word) and word in well_known() for word in words_of(text))
    strict = await compiled(text, ALL_OFF if letters else WORDS_OFF)
    if strict.compiled is not None and text == problem.text:
        return strict, ()
    official = await compiled(problem.text)
    return official, _bound(problem, strict) if official.compiled is not None else ()


async def bound_in(toolchain: Toolchain, problem: Problem, types: list[str]) -> tuple[AutoBound, ...]:
    """The same for theorems whose ``types`` the kernel has printed (empty where they are too long): none is quick.

    A definition that a statement uses may have bound a name too: a file that has one of the well-known is asked about.
    """
    named = not well_known().isdisjoint(words_of(problem.text))
    if not named and all(type_ and not any(map(_counts, IMPLICIT.findall(type_))) for type_ in types):
        return ()
    with scratch_folder("names") as folder:
        return (await compile_official(toolchain, problem, Path(folder)))[1]


def warnings_of(toolchain: Toolchain, problem: Problem, bound: tuple[AutoBound, ...]) -> tuple[str, ...]:
    """A line for each. Raises `BadInput` where a type is meant that the embedded library does not have."""
    for found in bound:
        if found.is_type and toolchain.name == "embedded":
            raise BadInput(
                f"{problem.path}:{found.at}: the embedded library has no `{found.name}`, and Lean would take it for a "
                "variable: use a Lake project that has it (--project DIR), or define it "
                f"({readme()} says what is there)"
            )
    return tuple(
        f"{problem.path}:{found.at}: nothing is called `{found.name}` here: Lean takes it for a variable, "
        "and the statement is about anything in its place"
        for found in bound
    )


def _counts(name: str) -> bool:
    return name in well_known() or LETTER.fullmatch(name) is None


def _bound(problem: Problem, strict: Compilation) -> tuple[AutoBound, ...]:
    """What Lean did not know, and nobody declares: a declaration that fails for it is not known to those below."""
    lines = problem.text.split("\n")
    declared = {part for declaration in problem.declarations for part in declaration.name.split(".")}
    first: dict[str, Position] = {}
    for message in strict.messages:
        if message.severity is Severity.ERROR and BOUND in message.text and message.start.line == message.end.line:
            line = lines[message.start.line - 1] if message.start.line <= len(lines) else ""
            name = line[message.start.column : message.end.column]
            if name and name not in declared and _counts(name):
                first.setdefault(name, message.start)
    return tuple(AutoBound(name, at) for name, at in first.items())


def _with_options_off(text: str) -> str:
    """The text with those options off where it sets them, every place where it was."""
    found = code_tokens(text)
    values = (
        value
        for command, option, value in zip(found, found[1:], found[2:], strict=False)
        if command.text == "set_option" and option.text in OPTIONS and value.text == "true"
    )
    return spliced(text, ((value.start, value.end, "false") for value in values))
