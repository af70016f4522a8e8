"""Runs shown to who must choose one, and one run at length; it opens no files, and decides nothing.

What is shown keeps to a width in columns where there is one: 60 are enough.
"""

import shlex
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from architect.project.folder import ProjectRun
from architect.project.recorded import AnyRun, RunRow
from architect.run.folder import called
from architect.run.recorded import TheoremRow
from architect.views.costs import PerSolve, money_known, per_solve_as_json, per_solve_as_text, spent_as_json
from prover.words.budget import Spent
from prover.words.files import name_of
from prover.words.plain import counted
from prover.words.settings import Settings
from prover.words.shown import in_one_line

SHORTEST = len("20261127-193844")  # of a run's name as it is shown: the second in which it began
LEAST_SHOWN = 0.001  # US dollars
LONGEST_WHY = 80  # characters of why a run is damaged; `runs show` has it all
COMMAND = "  architect "
UNITS = (("s", 1), ("min", 60), ("h", 3_600), ("d", 86_400), ("y", 365 * 86_400))


def rows_as_text(rows: Sequence[RunRow], now: float, width: int | None = None) -> str:
    """A heading and a line for each run: as much of its name as it takes, how it ended, its age, cost and problem.

    Where a model was asked, what a certified solve cost in all of them goes before that.
    """
    names = shortest_names([row.run for row in rows])
    cells = [("run", rows[0].judged if rows else "", "age", "cost", "problem")]
    cells += [
        (in_one_line(names[row.run]), _state(row), age(now - row.started), money(row.spent, row.priced), _problem(row))
        for row in rows
    ]
    widths = [max(len(line[i]) for line in cells) for i in range(4)]
    lines = (
        f"{name:<{widths[0]}}  {state:<{widths[1]}}  {old:>{widths[2]}}  {cost:>{widths[3]}}  {in_one_line(problem)}"
        for name, state, old, cost, problem in cells
    )
    first = [f"{per_solve_as_text(_per_solve(rows))}, {rows[0].judged}"] if any(row.spent.calls for row in rows) else []
    return "\n".join(cut(line.rstrip(), width) for line in [*first, *lines])


def _per_solve(rows: Sequence[RunRow], seconds: float | None = None) -> PerSolve:
    """Of all these runs together."""
    certified, of = sum(row.proved + row.disproved for row in rows), sum(row.theorems for row in rows)
    spent = sum((row.spent for row in rows), Spent())
    unpriced = tuple(row.spent for row in rows if row.spent.calls and not row.priced)
    return PerSolve(certified, of, spent, seconds, not unpriced, unpriced)


def shortest_names(names: Sequence[str]) -> dict[str, str]:
    """The least of each name, no less than its time, that none of the others begins with."""
    ordered = sorted(names)
    found = {}
    for before, name, after in zip(["", *ordered], ordered, [*ordered[1:], ""], strict=False):
        shared = max(_shared(name, before), _shared(name, after))
        found[name] = name[: max(shared + 1, SHORTEST)]
    return found


def _shared(one: str, other: str) -> int:
    """How many characters two names have in common at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def row_as_json(row: RunRow) -> dict[str, Any]:
    """The same for a program."""
    own = {name: getattr(row, name) for name in ("theorem", "started", "active", "state", "judged", "theorems")}
    counts = {
        "proved": row.proved,
        "disproved": row.disproved,
        "refused": row.refused,
        "spent": spent_as_json(row.spent),
    }
    why = {"why": row.why} if row.why else {}
    first = {"per_solve": per_solve_as_json(_per_solve([row])), "run": row.run}
    return {**first, "folder": str(row.folder), "file": name_of(row.problem), **own, **counts, **why}


def age(seconds: float) -> str:
    """A time for people, in the largest unit that it has one of: `3 h`."""
    unit, length = next((each for each in reversed(UNITS) if seconds >= each[1]), UNITS[0])
    return f"{max(int(seconds // length), 0)} {unit}"


def money(spent: Spent, priced: bool = False) -> str:
    """What models took; a dash where none was asked, a question mark where no price is known, `+` where not each is."""
    if not (spent.calls or spent.cost):
        return "-"
    known = money_known(spent, priced)
    if not spent.cost:
        return "$0.000" if known else "?"
    return _in_short(spent.cost) + ("" if known else "+")


def _in_short(amount: float) -> str:
    if amount < LEAST_SHOWN:
        return f"<${LEAST_SHOWN}"
    return f"${amount:.2f}" if amount >= 0.995 else f"${amount:.3f}"


def cut(line: str, width: int | None) -> str:
    """A line of no more columns than there are, with an ellipsis for what is missing."""
    return line if width is None or len(line) <= width else f"{line[: width - 1]}…"


def _state(row: RunRow) -> str:
    proved = f"{row.proved}/{row.theorems}"
    if row.refused:
        return f"{row.refused}/{row.theorems} refused"
    match row.state:
        case "running":
            return f"running {proved}"
        case "interrupted":
            return f"stopped {proved}"
        case "ended":
            return f"{row.disproved} disproved" if row.disproved == row.theorems else f"{proved} proved"
    return row.state


def _problem(row: RunRow) -> str:
    """Its file and the theorem, and what the column of the state has no room for."""
    name = row.problem.name + (f": {row.theorem}" if row.theorem else "")
    remarks = [f"{row.disproved} disproved"] if row.disproved and row.disproved < row.theorems else []
    return ", ".join([name_of(name), *remarks, *filter(None, [cut(row.why, LONGEST_WHY)])])


def run_as_text(
    run: AnyRun, row: RunRow, theorems: Sequence[TheoremRow], files: Sequence[str], now: float, width: int | None = None
) -> str:
    """What a certified solve cost, what was asked, what came of each theorem, and where the ``files`` are."""
    per_solve = f"{per_solve_as_text(_per_solve([row], sum(each.seconds for each in theorems)))}, {row.judged}"
    facts = [("run", row.run), *_asked(run), ("began", _when(row.started, now))]
    if row.active > row.started:
        facts.append(("last event", _when(row.active, now)))
    facts += [("state", f"{row.state}, {row.judged}" if not row.why else f"{row.state}: {row.why}")]
    facts += [("cost", _cost(row)), ("folder", str(row.folder))]
    lines = [] if row.why else [per_solve]
    lines += [f"{what:<10}  {in_one_line(words)}" for what, words in facts]
    lines += [f"  {in_one_line(name)}" for name in files]
    for each in theorems:
        told = map(in_one_line, _theorem(called(row.folder), each))
        lines += ["", *(line if line.startswith(COMMAND) else cut(line, width) for line in told)]  # to be copied whole
    if row.state == "interrupted":
        lines += ["", f"next: architect resume {called(row.folder)}"]
    return "\n".join(lines)


def run_as_json(row: RunRow, theorems: Sequence[TheoremRow], files: Sequence[str]) -> dict[str, Any]:
    """The same for a program; ``files`` are those of its folder."""
    first = {"per_solve": per_solve_as_json(_per_solve([row], sum(each.seconds for each in theorems)))}
    return {**row_as_json(row), **first, "files": list(files), "results": [asdict(each) for each in theorems]}


def _asked(run: AnyRun) -> list[tuple[str, str]]:
    if isinstance(run, ProjectRun):
        asked = run.asked
        facts = [("project", name_of(asked.project)), ("modules", ", ".join(file.module for file in asked.files))]
        facts += [("patch", name_of(asked.patch))] if asked.patch else []
        return [*facts, *_settings(asked.settings)]
    manifest = run.manifest
    facts = [("file", name_of(manifest.file)), ("theorem", manifest.theorem or "each with a `sorry`")]
    facts += [("project", name_of(manifest.project))] if manifest.project else []
    facts += [("out", name_of(manifest.out))] if manifest.out else []
    facts += [("given", "a hint")] if manifest.hint else []
    facts += [("given", "a blueprint")] if manifest.blueprint else []
    return [*facts, *_settings(manifest.settings)]


def _settings(settings: Settings) -> list[tuple[str, str]]:
    limits = settings.limits
    words = [f"{limits.seconds:g} s"] if limits.seconds is not None else []
    words += [f"${limits.cost:g}"] if limits.cost is not None else []
    return [("model", ", ".join(settings.model_names) or "none"), ("limits", ", ".join(words) or "none")]


def _when(then: float, now: float) -> str:
    return f"{time.strftime('%Y-%m-%d %H:%M:%S', time.localtime(then))} ({age(now - then)} ago)"


def _cost(row: RunRow) -> str:
    spent = row.spent
    if not spent.calls:
        return "no model was asked"
    calls = counted(spent.calls, "call")
    return f"{money(spent, row.priced)}, {calls}, {spent.tokens_in} tokens in, {spent.tokens_out} out"


def _theorem(run: str, each: TheoremRow) -> list[str]:
    where = f"{each.module}: " if each.module else ""
    took = f" in {each.seconds:.1f} s" if each.seconds else ""
    took += f", {_in_short(each.cost)}" if each.cost else ""
    lines = [f"{where}{each.theorem}: {each.status}{took}"]
    lines += [f"  by {each.method}"] if each.method else []
    lines += [f"  {line}" for line in each.why.splitlines()[:1]]
    lines += [f"  {each.informal.words}"] if each.informal else []
    if each.nodes is not None:
        lines += [f"  blueprint of {counted(each.nodes, 'node')}, {counted(each.refinements, 'refinement')}:"]
        label = f"{each.module}:{each.theorem}" if each.module else each.theorem
        lines += [f"{COMMAND}blueprint show {run} --theorem {shlex.quote(label)}"]
    return lines
