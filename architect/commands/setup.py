"""`architect setup`: the Lean of a Lake project, Mathlib with its compiled files, and the checkers."""

import argparse
from pathlib import Path

from architect.commands.streams import say

EXIT_CODES = "exit codes: 0 all is there, 2 bad input, 3 something is missing or failed"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words, example = "install the Lean of a Lake project, and Mathlib", "architect setup --project path/to/project"
    parser = commands.add_parser("setup", help=words, epilog=EXIT_CODES, examples=[example])
    parser.add_argument("--project", type=Path, metavar="DIR", default=Path(), help="the Lake project (default: here)")
    parser.add_argument(
        "--mirror", metavar="URL", help="ask this server for releases instead of https://api.github.com"
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--check", action="store_true", help="say what is there, and change nothing")
    instead.add_argument("--export", type=Path, metavar="FILE", help="write all of it to FILE.tar.zst")
    instead.add_argument("--offline", type=Path, metavar="FILE", help="install from such a file, with no network")
    parser.set_defaults(run=_setup, json=False)


def _setup(options: argparse.Namespace) -> int:
    from architect.setup.carried import export, unpacked
    from architect.setup.found import items
    from architect.setup.install import install
    from architect.setup.telling import Teller
    from architect.setup.wanted import sources, wanted
    from architect.setup.web import Web

    project, tell = wanted(options.project), Teller(say)
    if options.export:
        export(project, options.export, tell)
        return 0
    if options.offline:
        unpacked(project, options.offline, tell)
    elif not options.check:
        install(project, Web(options.mirror or sources()["api"]), tell)
    found = [*items(project)]
    say("\n".join(map(str, found)))
    return 0 if all(item.where or not item.needed for item in found) else 3
