"""`--watch` of the commands that prove: where the page of their run is served as it goes on."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from architect.commands.parser import others
from architect.commands.streams import complain

if TYPE_CHECKING:
    from architect.page.address import Address
    from architect.project.folder import ProjectRun
    from architect.run.folder import Run


def add_watch(parser: argparse.ArgumentParser) -> None:
    """The options of commands that prove, to be looked at in a browser as they go on."""
    parser.add_argument("--watch", action="store_true", help="serve a page of it on this machine while it runs")
    add_port(parser, "--watch")


def add_port(parser: argparse.ArgumentParser, which: str, default: object = "a port that is free") -> None:
    words = f"where {which} serves (default: {default})"
    others(parser).add_argument("--port", type=_port, metavar="N", help=words)


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


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"not a port: {text}")
    return int(text)
