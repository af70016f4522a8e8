"""`architect index`: builds the index of a Lake project's sources where it is not there, and says what is in it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.streams import say
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from prover.lean.search.project_index import Contents
    from prover.lean.toolchains.toolchain import Toolchain

SHOWN = 20  # declarations


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "build the index of a project's declarations, and say what is in it"
    example = "architect index --project path/to/project --search 'Nat.add_comm'"
    index = commands.add_parser("index", help=words, examples=[example])
    index.add_argument("--project", type=Path, metavar="DIR", default=Path(), help="the Lake project (default: here)")
    index.add_argument("--search", metavar="QUERY", help="show what is found: a name, a pattern, words, part of a type")
    index.add_argument(
        "--traced", type=Path, metavar="PATH", help="take its packages' declarations from LeanDojo (docs/search.md)"
    )
    index.set_defaults(run=_index, json=False)


def _index(options: argparse.Namespace) -> int:
    from architect.run.interrupt import run_interruptibly
    from prover.lean.toolchains.chosen import found_toolchain

    run_interruptibly(_told(found_toolchain(options.project), options.traced, options.search))
    return 0


async def _told(toolchain: "Toolchain", traced: Path | None, query: str | None) -> None:
    from prover.lean.search.project_index import ProjectIndex
    from prover.words.verdict import Died

    with ProjectIndex.of(toolchain) as index:
        if traced is not None:
            await index.take(traced)
        if query is None:
            say(_as_text(await index.contents()))
            return
        found = await index.find(query, SHOWN)
        assert not isinstance(found, Died)
        for premise in found:
            say(in_one_line(f"{premise.signature}  ({premise.module})"))
        if not found:
            say(f"nothing found for {in_one_line(query)}")


def _as_text(contents: "Contents") -> str:
    lines = [f"{n:>9,}  {module}" for module, n in contents.counts.most_common()]
    built = f"built in {contents.seconds:.1f} s" if contents.seconds else "it was there"
    unread = f", {contents.unread} sources could not be read" if contents.unread else ""
    kept = "\n".join(f"kept in {file}" for file in contents.files)
    return "\n".join([*lines, f"{contents.counts.total():>9,}  declarations; {built}{unread}", kept])
