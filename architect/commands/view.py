"""`architect view`: a run or a blueprint as a page, in one file or served on this machine as the run goes on."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.streams import complain, say
from prover.words.shown import in_one_line
from prover.words.writing import check_writable, write_whole

if TYPE_CHECKING:
    from architect.formats.tex_macros import Macro
    from architect.page.address import Address
    from architect.page.data import Page, PageMacro
    from architect.project.folder import ProjectRun
    from architect.run.folder import Run

OF_A_SUITE = "statements.jsonl"  # what only the folder of a run of a suite has
PAGES = "architect.pages"  # entry points that make a `Page` of a folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    view = commands.add_parser("view", help="a run or a blueprint as a page for the browser")
    view.add_argument("source", metavar="RUN|FILE", help="a run (of `bench`: its folder), or a .json, .tex, .lean")
    where = view.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="FILE.html", help="where to write it (default: NAME.html here)")
    where.add_argument("--serve", action="store_true", help="serve it on this machine, new as the run goes on")
    add_port(view, "--serve")
    view.set_defaults(run=_view, json=False, locks_cache=True)  # where it uses it: it may be served for days


def add_watch(parser: argparse.ArgumentParser) -> None:
    """The options of commands that prove, to be looked at in a browser as they go on."""
    parser.add_argument(
        "--watch", action="store_true", help="serve a page of it on this machine for as long as it runs"
    )
    add_port(parser, "--watch")


def add_port(parser: argparse.ArgumentParser, which: str) -> None:
    words = f"where {which} serves (default: a port that is free)"
    parser.add_argument("--port", type=_port, metavar="N", help=words)


@contextmanager
def watched(options: argparse.Namespace) -> "Iterator[Callable[[Run | ProjectRun], AbstractContextManager[object]]]":
    """Say at once where the page of a run will be that this process is to work on, where one is wanted.

    What is given serves it, once there is the run; whoever opens the page before waits for that.
    """
    from prover.words.errors import BadInput

    if not options.watch:
        if options.port is not None:
            raise BadInput("--port: it is for --watch")
        yield lambda _: nullcontext()
        return
    from architect.page.address import Address

    with Address(options.port or 0) as address:
        complain(f"architect: {address.url} shows the run as it goes on")
        yield lambda run: _served_at(address, run)


@contextmanager
def _served_at(address: "Address", run: "Run | ProjectRun") -> Iterator[None]:
    from architect.page.of_run import RunPage
    from architect.page.serving import Served
    from architect.run.crash import crashes_kept_in
    from prover.words.folders import state_folder

    served = Served(RunPage(run), address)
    try:
        with served:
            yield
    finally:
        try:
            with crashes_kept_in(run.folder, state_folder() / "crashes"):
                served.check()
        except Exception as error:  # what is proved is proved, whoever could look on
            complain(f"architect: the page of the run: {error}")


def _view(options: argparse.Namespace) -> int:
    from prover.words.errors import BadInput

    path = Path(options.source)
    if options.port is not None and not options.serve:
        raise BadInput("--port: it is for --serve")
    if path.exists() and not path.is_dir():
        if options.serve:
            raise BadInput(f"{path}: --serve is for runs, and this is a file")
        return _write(_of_blueprint(path), options.out or Path(f"{path.stem}.html"))
    if (path / OF_A_SUITE).exists():
        if options.serve:
            raise BadInput(f"{path}: a run of a suite, which --serve does not follow: see its page with --out")
        return _write(_of_suite(path), options.out or Path(f"{path.resolve().name}.html"))

    from architect.page.of_run import RunPage
    from architect.project.recorded import run_of

    run = run_of(options.source)
    if options.serve:
        return _serve(run, options.port or 0)
    return _write(RunPage(run).page(live=False), options.out or Path(f"{run.name}.html"))


def _of_blueprint(path: Path) -> "Page":
    from architect.formats.file import read_blueprint
    from architect.formats.tex_preamble import Preamble
    from architect.formats.tex_titles import unread_titles, with_titles_spelled_out
    from architect.page.drawing import page_of_blueprint
    from prover.words.files import name_of

    warnings: list[str] = []
    places: dict[str, str] = {}
    preamble = Preamble()
    blueprint = read_blueprint(path, warnings.append, places=places, preamble=preamble)
    shown = with_titles_spelled_out(blueprint, preamble.macros)
    page = page_of_blueprint(shown, name_of(path.name), places=places, colours=preamble.colours)
    for text in [*warnings, *unread_titles(shown.nodes, places)]:
        complain(f"warning: {text}")
    return page.model_copy(update={"macros": for_a_page(preamble.macros)})


def for_a_page(macros: "Mapping[str, Macro]") -> "tuple[PageMacro, ...]":
    """Those of a document, as a page has them (`architect.page.macros.bounded`)."""
    from architect.page.data import PageMacro
    from architect.page.macros import bounded

    return bounded(
        PageMacro(name=name, body=each.body, arguments=each.count, first=each.first, is_same=each.is_same)
        for name, each in macros.items()
    )


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


def _serve(run: "Run | ProjectRun", port: int) -> int:
    """Until somebody ends it, which is how it should end."""
    import threading

    from architect.page.address import Address
    from architect.page.of_run import RunPage
    from architect.page.serving import Served

    shown = RunPage(run)
    shown.page(live=False)  # what cannot be read is said here, and not to a browser
    with Address(port) as address, Served(shown, address, lambda: run.is_held) as served:
        say(f"{address.url} (Ctrl-C ends it)")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    served.check()
    return 0


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"not a port: {text}")
    return int(text)
