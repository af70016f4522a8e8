"""Questions to the kernel, through our own process (`prover/lean/kernel/`) or the judge that a toolchain's Lean runs.

One process each (forked from one that has the library already, where such are kept: `zygotes.py`), and only a whole
answer counts.
"""

import asyncio
import json
import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from prover.lean.external import External
from prover.lean.forked import Inquiry
from prover.lean.judge import in_our_words, judge_command
from prover.lean.kernel.objects import Refused
from prover.lean.kernel.olean import parts_of
from prover.lean.oneshot import Exit, or_died, run_again_if_killed, time_left
from prover.lean.sandbox.policy import cpu_seconds_within
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.toolchains.wheel import VERSION
from prover.lean.zygote import ABORTING
from prover.lean.zygotes import zygotes
from prover.words.errors import LeanCrashed, LeanFailed, LeanGarbled, NoJudge
from prover.words.scratch import own_folder
from prover.words.shown import from_json
from prover.words.verdict import STANDARD_AXIOMS, Died, Position

SCRIPT = Path(__file__).parent / "kernel" / "script.py"
CHECKING = "checking with the kernel"


class Answer(BaseModel):
    """What a kernel process says, with nothing missing and nothing more."""

    model_config = ConfigDict(frozen=True, extra="forbid")


A = TypeVar("A", bound=Answer)


class Judgement(Answer):
    """The theorem is the official one and the kernel accepts it.

    ``constant`` is its full name in the compiled file, ``type`` its elaborated type as the kernel prints it (empty
    where that is very long), ``axioms`` what it rests on, ``replayed`` how many constants the kernel checked, ``made``
    how many the file has. ``how`` says what it checked: with "read" all of the file's and all of the library's that
    they reach, with "imported" the file's, on a library that is trusted. ``files`` are the digests of the compiled
    files that were read for it: "official", "result", and by module those of the library.
    """

    constant: str
    type: str
    axioms: frozenset[str]
    how: Literal["read", "imported"]
    replayed: int
    made: int
    files: dict[str, str]


class DescribedConstant(Answer):
    """A constant of a compiled file.

    ``range`` is where its declaration stands (first line and column, last line and column), None for those that Lean
    made by itself. ``type`` is what the kernel prints where it is open, and not very long. ``open`` says that a `sorry`
    stands in its type or value, ``answer`` that one stands in what it means and is no proof, ``leans_on`` names, of
    what has a range, the constants, itself included, on whose `sorry` what it means depends (of a theorem its
    statement, of a definition its value too).
    """

    name: str
    kind: str
    level_params: tuple[str, ...]
    range: tuple[int, int, int, int] | None
    type: str
    open: bool
    answer: bool
    leans_on: tuple[str, ...]

    def covers(self, place: Position) -> bool:
        if self.range is None:
            return False
        first, last = Position(*self.range[:2]), Position(*self.range[2:])
        return first <= place < last


class Description(Answer):
    """The contents of a compiled file."""

    imports: tuple[str, ...]
    constants: tuple[DescribedConstant, ...]

    def owner(self, place: Position) -> DescribedConstant | None:
        """The declaration at a place of the source: the outermost one, of which local definitions are parts."""
        constants, furthest = self._by_place
        # Those before it end before the place; it alone may be the first that covers the place.
        first = bisect_right(furthest, place)
        return constants[first] if first < len(constants) and constants[first].covers(place) else None

    @cached_property
    def _by_place(self) -> tuple[list[DescribedConstant], list[Position]]:
        """Those with a range, the outer before the inner, and how far they reach up to each of them."""
        ranged = sorted((r[:2], (-r[2], -r[3]), i) for i, c in enumerate(self.constants) if (r := c.range))
        ends = (Position(-line, -column) for _, (line, column), _ in ranged)
        return [self.constants[i] for *_, i in ranged], [*accumulate(ends, max)]


class Denial(Answer):
    """The kernel process answered no: ``why`` in one line."""

    why: str = Field(alias="refused")


class _Judgements(Answer):
    judged: tuple[Judgement | Denial, ...]


class _Names(Answer):
    names: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """Whether the theorem ``target`` is proved.

    ``places`` are where its `sorry` stands in the official source and where what replaced it stands in the result's:
    with them the declaration that Lean made *there* must be the one of that name.
    """

    target: str
    places: tuple[Position | None, Position | None] = (None, None)


@dataclass(frozen=True)
class Conditions:
    """What a result may rest on and hold: ``axioms``, and what the official file itself takes for true.

    ``additions`` says that it may hold axioms and unchecked constants that are new, as long as no proof asked about
    rests on them; ``seen``, if it is given, says where every `sorry` of the official file's theorems is. When the
    kernel accepts it, all of the ``external`` checkers must as well.
    """

    axioms: frozenset[str] = STANDARD_AXIOMS
    additions: bool = False
    seen: tuple[Position, ...] | None = None
    external: tuple[External, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What of them the kernel process is told."""
        seen = None if self.seen is None else [(place.line, place.column) for place in self.seen]
        return {"axioms": sorted(self.axioms), "additions": self.additions, "seen": seen}


async def judge(
    toolchain: Toolchain,
    files: tuple[Path, Path],
    questions: Sequence[Question],
    conditions: Conditions,
    deadline_seconds: float,
) -> Sequence[Judgement | Denial | Died]:
    """Of two compiled ``files``, the official one and the result: whether the result proves the theorems asked about.

    Raises `NoJudge` where there is no kernel to ask, and `LeanFailed` where the library is not what it was, or the
    process was killed from outside, and so was another in its place.
    """
    request: dict[str, Any] = {"job": "judge", "official": str(files[0]), "result": str(files[1])}
    request["questions"] = [
        {"target": q.target, "places": [(p.line, p.column) if p else None for p in q.places]} for q in questions
    ]
    request |= {"imports": _imports(toolchain), "conditions": conditions.as_json()}
    answer = await or_died(ask(toolchain, request, _Judgements, deadline_seconds))
    if isinstance(answer, Denial | Died):
        return [answer] * len(questions)
    if len(answer.judged) != len(questions):
        return [Died(f"{CHECKING}: not an answer to each question")] * len(questions)
    for found in answer.judged:
        if isinstance(found, Judgement):
            _require_known(toolchain, found)
    return answer.judged


def _require_known(toolchain: Toolchain, found: Judgement) -> None:
    """What was replayed of the library is what was compiled from its sources; `LeanFailed` if not."""
    if not toolchain.compiled:
        return
    for module, digest in found.files.items():
        if module not in ("official", "result") and toolchain.compiled.get(module) != digest:
            raise LeanFailed(
                f"the compiled library was changed while it was in use (module {module}): run the command again, "
                "and it is built anew"
            )


async def describe(toolchain: Toolchain, compiled: Path, deadline_seconds: float) -> Description | Denial:
    """What a compiled file holds. Raises `LeanFailed`, `NoJudge` where there is no kernel to ask."""
    request = {"job": "describe", "compiled": str(compiled), "imports": _imports(toolchain)}
    return await ask(toolchain, request, Description, deadline_seconds)


async def declared_names(toolchain: Toolchain, modules: Sequence[str], deadline_seconds: float) -> tuple[str, ...]:
    """The names that compiled modules, and all that they import, declare in their sources. Raises `LeanFailed`."""
    request = {"job": "declared", "modules": list(modules), "library": [str(f) for f in toolchain.search_path]}
    answer = await ask(toolchain, request, _Names, deadline_seconds)
    if isinstance(answer, Denial):
        raise LeanGarbled(answer.why)
    return answer.names


def _imports(toolchain: Toolchain) -> dict[str, Any]:
    """Our own library is small enough to be read and replayed; that of a project is imported by Lean and trusted."""
    how = "read" if toolchain.name == "embedded" else "imported"
    folders = [str(folder) for folder in toolchain.search_path]
    return {"how": how, "folders": folders, "known": dict(toolchain.pinned)}


async def ask(toolchain: Toolchain, request: dict[str, Any], answer: type[A], seconds: float) -> A | Denial:
    """What the kernel process answers to a request. Raises `LeanFailed`, `NoJudge` where there is no kernel to ask."""
    compiled: dict[str, Path] = {n: Path(request[n]) for n in ("official", "result", "compiled") if n in request}
    parts = [Path(part) for path in compiled.values() for part in parts_of(str(path))]
    inquiry = Inquiry(request, parts, seconds, CHECKING)
    began = time.perf_counter()
    run = await _forked(toolchain, inquiry)
    if run is None or run.died_of:
        run = await _fresh(toolchain, replace(inquiry, seconds=time_left(began, seconds)))
    if run.status != 0:
        raise LeanCrashed(CHECKING, run.status, run.last_words)
    try:
        reply = from_json(run.output)
        if toolchain.judge:
            reply = await asyncio.to_thread(in_our_words, reply, compiled)
        return Denial(**reply) if "refused" in reply else answer.model_validate(reply["answer"])
    except (ValueError, KeyError, TypeError, OSError, Refused) as error:
        raise LeanGarbled(f"{CHECKING}: not an answer: {run.output[:80]!r}") from error


async def _forked(toolchain: Toolchain, inquiry: Inquiry) -> Exit | None:
    """What a fork of a process comes to that has the library already; None where there is none."""
    kept = zygotes()
    if kept is None or not inquiry.files or toolchain.judge or not toolchain.shared_library:
        return None
    return await kept.run(toolchain, _imports(toolchain), inquiry)


async def _fresh(toolchain: Toolchain, inquiry: Inquiry) -> Exit:
    """What a process of its own comes to."""
    with tempfile.NamedTemporaryFile("w", dir=own_folder(), suffix=".json", encoding="utf-8") as file:
        json.dump(inquiry.request, file)
        file.flush()
        asked = Path(file.name), [*inquiry.files], inquiry.seconds
        if toolchain.judge:
            command, environment = await judge_command(toolchain, toolchain.judge, *asked)
        else:
            command, environment = _kernel_command(toolchain, *asked)
        bounds = toolchain.sandbox.bounds()
        return await run_again_if_killed(command, environment | ABORTING, inquiry.seconds, inquiry.what, bounds)


def _kernel_command(
    toolchain: Toolchain, request: Path, compiled: Sequence[Path], seconds: float
) -> tuple[list[str], dict[str, str]]:
    """The words that have our own process drive the kernel, and its environment."""
    if toolchain.shared_library is None:
        raise NoJudge(f"our process drives the kernel of Lean {VERSION} only, and this is Lean {toolchain.version}")
    command = toolchain.sandbox.command(
        ["script", str(SCRIPT), str(toolchain.shared_library), str(request)],
        [*toolchain.readable(), request, *compiled],
        cpu_seconds=cpu_seconds_within(seconds),
    )
    return command, toolchain.environment()
