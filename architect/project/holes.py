"""The holes of a project's files: where each stands, in what, and the goal there, if Lean can be asked; none is proved.

A hole within a term has a goal once it is `by sorry`, so those that Lean gives none for are asked for a second time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from architect.project.sources import LeanFile
from prover.lean.live.pool import Pool, PoolLimits, Session
from prover.lean.live.room import leans_at_once
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Hole
from prover.text.keywords import OPEN
from prover.text.problem import Problem
from prover.text.tokens import spliced
from prover.words.errors import LeanFailed
from prover.words.tasks import all_of
from prover.words.verdict import Died, Position, position

BY_SORRY = "(by sorry)"
# A warning for each hole is no news here, and Lean sends all that it has so far whenever there is one more.
QUIET = "set_option warn.sorry false\n"
NO_EDITS: Mapping[Hole, str] = {}
UNPARSED = ("tabs are not allowed", "unexpected ", "expected ")  # how Lean begins to say so


@dataclass(frozen=True)
class OpenHole:
    """A hole of a file, within the declaration ``name`` (its keyword for one without), empty for what is in none.

    Its ``goal`` is one line, and None where nobody says what it is.
    """

    source: LeanFile
    hole: Hole
    name: str
    goal: str | None = None

    @property
    def place(self) -> Position:
        return self.source.problem.position(self.hole.start)


def holes_of(source: LeanFile) -> list[OpenHole]:
    """The holes of a file as its words show them."""
    problem = source.problem
    if not any(word in problem.text for word in OPEN):
        return []
    owners = {hole.start: each.name or each.keyword for each in problem.declarations for hole in each.holes}
    return [OpenHole(source, hole, owners.get(hole.start, "")) for hole in problem.every_hole()]


async def with_goals(
    toolchain: Toolchain,
    sources: Sequence[LeanFile],
    jobs: int | None = None,
    told: Callable[[OpenHole], None] = lambda _: None,
) -> tuple[list[OpenHole], list[str]]:
    """The holes of the files with their goals; of each file that Lean does not get through, a line that says why.

    Each hole is ``told`` as soon as its goal is known, or that it gets none.
    """
    async with Pool(toolchain, PoolLimits(size=jobs or leans_at_once())) as pool:
        found = await all_of(_of_file(pool, source, told) for source in sources if holes_of(source))
    return [hole for holes, _ in found for hole in holes], [why for _, why in found if why]


async def _of_file(pool: Pool, source: LeanFile, told: Callable[[OpenHole], None]) -> tuple[list[OpenHole], str]:
    problem, unknown = source.problem, {each.hole: each for each in holes_of(source)}
    found: list[OpenHole] = []

    def tell(hole: Hole, goal: str | None) -> None:
        found.append(replace(unknown.pop(hole), goal=goal and in_a_line(goal)))
        told(found[-1])

    try:
        async with pool.session(problem.text[: problem.header_end]) as lean:
            why = await goals_of(lean, problem, [*unknown], tell, QUIET)
            if not why and unknown:
                why = await _first_error(lean, problem)
    except LeanFailed as failure:
        why = str(failure)
    said = f"{source.path}: {len(unknown)} without a goal: {why}" if why else ""
    for hole in [*unknown]:
        tell(hole, None)
    return sorted(found, key=lambda each: each.hole), said


async def goals_of(
    lean: Session, problem: Problem, holes: Sequence[Hole], tell: Callable[[Hole, str], None], above: str = ""
) -> str:
    """Tell the goals at those ``holes`` of a file that have some, with this ``above`` its text.

    Returns why it cannot be asked, empty where it could.
    """
    unknown = dict.fromkeys(holes)

    def known(hole: Hole, goal: str) -> None:
        del unknown[hole]
        tell(hole, goal)

    why = await _ask(lean, problem, [*unknown], above, known)
    if unknown and not why:
        why = await _ask(lean, problem, [*unknown], above, known, dict.fromkeys(unknown, BY_SORRY))
    return why


async def _ask(
    lean: Session,
    problem: Problem,
    holes: Sequence[Hole],
    above: str,
    tell: Callable[[Hole, str], None],
    edits: Mapping[Hole, str] = NO_EDITS,
) -> str:
    """Tell the goals at ``holes``, in the file with ``edits``, that it has; returns why that cannot be asked."""
    changes = [(hole.start, hole.end, new) for hole, new in edits.items()]
    text = above + spliced(problem.text, changes, problem.header_end)
    moved = len(above) - problem.header_end  # how much further on a place of the file is in this text
    for hole in holes:
        inside = BY_SORRY.index("sorry") if hole in edits else 0
        found = await lean.goals_at(text, position(text, hole.start + moved + inside), lean.times.compile)
        if not isinstance(found, tuple):
            return found.why
        if found:
            tell(hole, found[0])
        moved += len(edits.get(hole, "")) - (hole.end - hole.start if hole in edits else 0)
    return ""


async def _first_error(lean: Session, problem: Problem) -> str:
    """What Lean has against the file, with its place there."""
    above = problem.text.count("\n", 0, problem.header_end)
    verdict = await lean.check(QUIET + problem.text[problem.header_end :], lean.times.compile)
    if isinstance(verdict, Died):
        return verdict.why
    own = [error for error in verdict.below(1).errors if "in the header" not in error.text]
    # What cannot be parsed comes first: the rest may follow from it.
    errors = sorted(own, key=lambda error: not error.text.startswith(UNPARSED))
    return next((f"{e.start.line + above}:{e.start.column}: {' '.join(e.text.split())}" for e in errors), "")


def in_a_line(goal: str) -> str:
    """A goal as Lean prints it, in one line: hypotheses with commas between them, then what is to be shown."""
    lines = goal.splitlines()
    joined = "".join(
        line if i == 0 else f" {line.strip()}" if line.startswith((" ", "⊢")) else f", {line}"
        for i, line in enumerate(lines)
    )
    return " ".join(joined.split())
