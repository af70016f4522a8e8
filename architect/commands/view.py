"""`architect view`: a run, a blueprint or a Lake project as a page, in one file or served on this machine."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.streams import say
from architect.commands.watch import add_port
from prover.words.shown import in_one_line
from prover.words.writing import check_writable, write_whole

if TYPE_CHECKING:
    from architect.page.data import Page
    from architect.page.serving import PageSource

OF_A_SUITE = "statements.jsonl"  # what only the folder of a run of a suite has
PAGES = "architect.pages"  # entry points that make a `Page` of a folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "a run, a blueprint or a Lake project as a page for the browser"
    view = commands.add_parser("view", help=words, examples=["architect view blueprint.tex --out blueprint.html"])
    words = "a run (of `bench`: its folder), a blueprint (.json, .tex, .lean), or the folder of a Lake project"
    view.add_argument("source", metavar="RUN|FILE|DIR", nargs="?", help=f"{words}; without: --project DIR by itself")
    words = "what Lean says in this Lake project, beside a FILE or by itself"
    view.add_argument("--project", type=Path, metavar="DIR", help=words)
    view.add_argument("--root", metavar="NAME", help="of a blueprint or project: only this node and what it builds on")
    where = view.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="FILE.html", help="where to write it (default: NAME.html here)")
    where.add_argument("--serve", action="store_true", help="serve it on this machine, new as it changes")
    add_port(view, "--serve")
    view.set_defaults(run=_view, json=False, locks_cache=True)  # where it uses it: it may be served for days


def _view(options: argparse.Namespace) -> int:
    from prover.words.errors import BadInput

    if options.port is not None and not options.serve:
        raise BadInput("--port: it is for --serve")
    if (project := _project_alone(options)) is not None:
        return _view_project(options, project)
    path = Path(options.source)
    if path.exists() and not path.is_dir():
        return _view_document(options, path)
    for option in ("project", "root"):
        if getattr(options, option) is not None:
            raise BadInput(f"--{option}: {path} is a run, and it is for blueprints and Lake projects")
    if (path / OF_A_SUITE).exists():
        if options.serve:
            raise BadInput(f"{path}: a run of a suite, which --serve does not follow: see its page with --out")
        return _write(_of_suite(path), options.out or Path(f"{path.resolve().name}.html"))

    from architect.page.of_run import RunPage
    from architect.project.recorded import run_of

    run = run_of(options.source)
    if options.serve:
        return _serve(RunPage(run), options.port or 0, lambda: run.is_held)
    return _write(RunPage(run).page(live=False), options.out or Path(f"{run.name}.html"))


def _project_alone(options: argparse.Namespace) -> Path | None:
    """The Lake project that is to be shown by itself: one that is named, or a folder that is one, and no run's."""
    from prover.words.errors import BadInput

    if options.source is None:
        if options.project is None:
            raise BadInput("say what to show: a run, a blueprint, or the folder of a Lake project")
        project: Path = options.project
        return project

    from architect.run.store import JOURNAL, MANIFEST, PROJECT
    from prover.lean.toolchains.project import LAKEFILES

    path = Path(options.source)
    is_run = any((path / name).exists() for name in (OF_A_SUITE, MANIFEST, PROJECT, JOURNAL))
    if is_run or options.project is not None or not any((path / name).is_file() for name in LAKEFILES):
        return None
    return path


def _view_project(options: argparse.Namespace, project: Path) -> int:
    from architect.commands.view_document import page_of_project
    from prover.words.errors import BadInput

    if options.serve:
        raise BadInput(f"{project}: a Lake project, which --serve does not follow: see its page with --out")
    return _write(page_of_project(project, options.root), options.out or Path(f"{project.resolve().name}.html"))


def _view_document(options: argparse.Namespace, path: Path) -> int:
    from architect.commands.view_document import DocumentPage, page_of_document
    from prover.words.errors import BadInput

    if not options.serve:
        page = page_of_document(path, options.project, options.root)
        return _write(page, options.out or Path(f"{path.stem}.html"))
    if options.project is not None:
        raise BadInput("--project: what Lean says is not followed by --serve: see the page with --out")
    return _serve(DocumentPage(path, options.root), options.port or 0, lambda: True)


def _of_suite(path: Path) -> "Page":
    """Suites are another package's, which says in its entry points how such a folder is shown."""
    from importlib.metadata import entry_points

    from prover.words.errors import BadInput

    for plugin in entry_points(group=PAGES, name="bench"):
        page: Page = plugin.load()(path)
        return page
    raise BadInput(f"{path}: a run of a suite, and `bench` is not installed, which knows those: install this anew")


def _write(page: "Page", out: Path) -> int:
    from architect.page.filled import check_replaceable, page_as_html, page_json

    check_writable(out)
    check_replaceable(out)
    write_whole(out, page_as_html(page_json(page)))
    say(in_one_line(f"written: {out}"))
    return 0


def _serve(shown: "PageSource", port: int, live: Callable[[], bool]) -> int:
    """Until somebody ends it, which is how it should end."""
    import threading

    from architect.page.address import Address
    from architect.page.serving import Served

    shown.page(live=False)  # what cannot be read is said here, and not to a browser
    with Address(port) as address, Served(shown, address, live) as served:
        say(f"{address.url} (Ctrl-C ends it)")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    served.check()
    return 0
