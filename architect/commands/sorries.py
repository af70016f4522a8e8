"""`architect sorries`: the holes of a Lake project, and the goal at each."""

import argparse
import json
import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain, say
from prover.words.plain import counted
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from architect.project.holes import OpenHole
    from architect.project.sources import LeanFile
    from prover.text.declarations import Hole
    from prover.words.settings import Settings

INCOMPLETE = 2  # the exit code when a file could not be read


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "list the holes of a Lake project: file, line, theorem, goal"
    sorries = commands.add_parser("sorries", help=words, examples=["architect sorries path/to/project --json"])
    sorries.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="DIR", help="the project (here)")
    sorries.add_argument("--json", action="store_true", help="print one JSON array")
    add_settings(sorries, ("lean",))
    sorries.set_defaults(run=_sorries)


def _sorries(options: argparse.Namespace) -> int:
    from architect.project.holes import holes_of
    from architect.project.sources import project_sources

    settings = resolved(options).settings
    sources = project_sources(options.folder, settings.time.start)
    for line in (*sources.notes, *sources.unread):
        complain(f"architect: {line}")
    asked = [source for source in sources.files.values() if holes_of(source)]
    told: Callable[[OpenHole], None] = (lambda _: None) if options.json else _Rows(asked)
    holes = _with_goals(sources.folder, asked, settings, told) if asked else []
    if options.json:
        say(json.dumps([_row(hole) for hole in holes], ensure_ascii=False))
    else:
        modules = {hole.source.module for hole in holes}
        say(f"{len(holes)} in {len(modules)} of {counted(len(sources.files), 'file')} of {options.folder}")
    return INCOMPLETE if sources.unread else 0


class _Rows:
    """Prints each hole that it is called with, once all are known that stand before it, and none twice."""

    def __init__(self, sources: "list[LeanFile]") -> None:
        from architect.project.holes import holes_of

        self._waiting = deque(map(_key, sorted((hole for s in sources for hole in holes_of(s)), key=_key)))
        self._known: dict[tuple[Path, Hole], OpenHole] = {}

    def __call__(self, found: "OpenHole") -> None:
        self._known.setdefault(_key(found), found)
        while self._waiting and self._waiting[0] in self._known:
            say(_as_line(self._known[self._waiting.popleft()]))


def _with_goals(
    folder: Path, asked: "list[LeanFile]", settings: "Settings", told: "Callable[[OpenHole], None]"
) -> "list[OpenHole]":
    """The holes of files that have some, with their goals where the project's Lean can be started; each is told."""
    from architect.project.listed import listed
    from architect.run.interrupt import run_interruptibly

    holes, notes = run_interruptibly(listed(folder, asked, settings, told))
    for line in notes:
        complain(f"architect: {line}")
    return holes


def _key(hole: "OpenHole") -> "tuple[Path, Hole]":
    return hole.source.path, hole.hole


def _as_line(hole: "OpenHole") -> str:
    goal = f": {hole.goal}" if hole.goal else ""
    return in_one_line(f"{os.path.relpath(hole.source.path)}:{hole.place}: {hole.name or '(in no declaration)'}{goal}")


def _row(hole: "OpenHole") -> dict[str, Any]:
    from prover.words.files import name_of

    place = {"line": hole.place.line, "column": hole.place.column}
    return {"file": name_of(hole.source.path), **place, "theorem": hole.name, "goal": hole.goal}
