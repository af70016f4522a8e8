"""What Lean says of the user's file before anything is tried: whether it can be proved as it stands."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prover.gate.autobound import AutoBound, compile_official, warnings_of
from prover.gate.completed import completion_of, require_ended
from prover.gate.hints import hints_about
from prover.gate.lacking import about_lacking
from prover.gate.provable import Provable, provable, unread
from prover.gate.screen import Objection
from prover.lean.checker import Denial, Description, describe
from prover.lean.toolchains.embedded import readme
from prover.lean.toolchains.toolchain import KiminaServer, Toolchain
from prover.text.declarations import Declaration
from prover.text.header import module_parts
from prover.text.problem import Problem
from prover.words.errors import BadInput, NoJudge
from prover.words.scratch import scratch_folder
from prover.words.verdict import Position


@dataclass(frozen=True)
class Examined:
    """What can be proved of a file, and what its user should hear of it."""

    provable: Provable
    warnings: tuple[str, ...] = ()


async def examine(toolchain: Toolchain, problem: Problem, targets: Sequence[Declaration]) -> Examined:
    """Have Lean read the file as given, and say which of the targets can be proved, and what to beware of.

    Raises `BadInput` when Lean does not accept it even with its `sorry`s, or nothing asked for can be proved (a `sorry`
    is an answer to be filled in, a statement leans on one, or names a type that the library does not have);
    `LeanFailed` when Lean dies of it.
    """
    _refuse_header(toolchain, problem)
    await require_ended(toolchain, problem)
    with scratch_folder("examine") as folder:
        official, bound = await compile_official(toolchain, problem, Path(folder))
        if official.compiled is None:
            error = official.first_error
            where, text = (f":{error.start}", " ".join(error.text.split())) if error else ("", "no message")
            is_ours = toolchain.name == "embedded"
            hint = await asyncio.to_thread(about_lacking, problem, error) if error and is_ours else ""
            raise BadInput(f"{problem.path}{where}: Lean does not accept the file as it is: {text}{hint}")
        try:
            found = await describe(toolchain, official.compiled, toolchain.times.compile)
        except NoJudge as missing:
            return _not_described(toolchain, problem, targets, bound, missing)
    if isinstance(found, Denial):
        raise BadInput(f"{problem.path}: {found.why}")
    _require_seen(problem, found)
    chosen = provable(problem, targets, found)
    if not chosen.targets:
        hindered = [d for d in chosen.problem.declarations if d.name in chosen.others]
        first = min(hindered, key=lambda d: not d.is_proposition)  # which may lean on the others
        at = problem.position(first.holes[0].start)
        raise BadInput(f"{problem.path}:{at}: {chosen.others[first.name]}")
    beware = (*completion_of(problem), *warnings_of(toolchain, problem, bound), *hints_about(chosen, found))
    return Examined(chosen, (*beware, *_left_in(chosen), *_added_in(chosen, targets)))


def _not_described(
    toolchain: Toolchain,
    problem: Problem,
    targets: Sequence[Declaration],
    bound: tuple[AutoBound, ...],
    missing: NoJudge,
) -> Examined:
    """By words alone: the theorems. Raises `BadInput` where there is none."""
    others = {target.name: why for target in targets if (why := unread(problem, target))}
    theorems = tuple(target for target in targets if target.is_proposition and target.name not in others)
    if not theorems and others:
        raise BadInput(f"{problem.path}: {next(iter(others.values()))}")
    if not theorems:
        raise BadInput(f"{problem.path}: what its `sorry`s are cannot be told: {missing}") from missing
    told = f"nothing can be certified here: {missing}"
    return Examined(
        Provable(problem, theorems, {}, others),
        (*completion_of(problem), *warnings_of(toolchain, problem, bound), told),
    )


def _left_in(chosen: Provable) -> Iterator[str]:
    """A line for each `sorry` that is left as it is."""
    for declaration in chosen.problem.declarations:
        if not declaration.is_proposition and (why := chosen.others.get(declaration.name)):
            yield f"{chosen.problem.position(declaration.holes[0].start)}: {why}: it is left as it is"
    said = [d for d in chosen.problem.declarations if d.name in chosen.others]
    yield from (left.reason for left in left_open(chosen.problem, [*said, *chosen.targets]))


def _added_in(chosen: Provable, targets: Sequence[Declaration]) -> Iterator[str]:
    asked = {target.start for target in targets}
    for added in chosen.targets:
        if added.start not in asked:
            yield f"{added.name} is proved too: what was asked for leans on the `sorry` in it"


def _require_seen(problem: Problem, found: Description) -> None:
    """Raise `BadInput` when to Lean a theorem has a `sorry`, and this program sees none in it."""
    holes = problem.holes()  # in the order of the file
    for constant in found.constants:
        if constant.kind == "theorem" and constant.open and constant.range:
            place = Position(*constant.range[:2])
            if any(map(constant.covers, holes[(first := bisect_left(holes, place)) : first + 1])):
                continue
            raise BadInput(
                f"{problem.path}:{place}: to Lean there is a `sorry` in {constant.name}, and this program does not see "
                "it: write it on a line of its own, with spaces around what stands before it"
            )


def left_open(problem: Problem, asked: Sequence[Declaration], answer: Problem | None = None) -> tuple[Objection, ...]:
    """What to say of each `sorry` that is neither in a theorem nor in one of the declarations ``asked`` about.

    In an ``answer`` of anybody's, something may stand in its place.
    """
    places = problem.open_besides([*asked, *(d for d in problem.declarations if d.is_proposition)])
    open_there = {d.name for d in answer.declarations if d.holes} if answer else None
    owners = {problem.position(hole.start): d.name for d in problem.declarations for hole in d.holes}

    def said(at: Position) -> str:
        is_left = open_there is None or owners.get(at) in open_there
        return "and is left as it is" if is_left else "and what the result has in its place is not judged"

    return tuple(Objection(f"the `sorry` at {at} is in no theorem, {said(at)}", at) for at in places)


def _refuse_header(toolchain: Toolchain, problem: Problem) -> None:
    if unfit := problem.unfit_header():
        raise BadInput(f"{problem.path}:{unfit}")
    if problem.is_module and isinstance(toolchain.live, KiminaServer):
        raise BadInput(
            f"{problem.path}: it begins with `module`, and a Kimina server reads no header but `import` lines"
        )
    if toolchain.name != "embedded":
        _refuse_unbuilt(toolchain, problem)
        return
    if problem.is_module:
        raise BadInput(
            f"{problem.path}: it begins with `module`, and so may import only files that do, and none of the embedded "
            "library does: use a Lake project (architect prove --project DIR), or take the word out"
        )
    if module := _not_compiled(toolchain, problem):
        raise BadInput(
            f"{problem.path}: it imports {module}, which the embedded Lean does not have "
            f"({readme()} says what it has): use a Lake project that has it (architect prove --project DIR)"
        )


def _refuse_unbuilt(toolchain: Toolchain, problem: Problem) -> None:
    if module := _not_compiled(toolchain, problem):
        build = "lake exe cache get" if module.partition(".")[0] == "Mathlib" else f"lake build {module}"
        raise BadInput(f"{problem.path}: it imports {module}, which is not built: `cd {toolchain.project} && {build}`")


def _not_compiled(toolchain: Toolchain, problem: Problem) -> str | None:
    """The first module that the file imports of which there is no compiled file."""
    for module in problem.imports:
        *above, last = module_parts(module)
        if not any(folder.joinpath(*above, f"{last}.olean").exists() for folder in toolchain.search_path):
            return module
    return None
